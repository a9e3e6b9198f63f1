namespace CrmBot.Storage;

/// <summary>What became of the wish to erase.</summary>
public enum EraseOutcome
{
    /// <summary>The commit stands: nobody is shown it any more. What is left of it is removed by the steps of <see cref="EraseSweep"/>.</summary>
    Erased,

    /// <summary>There is nothing of that id, or it was erased before by another operation.</summary>
    Nothing,

    /// <summary>Others kept changing the customer; asking again with the same operation is safe.</summary>
    Busy,
}

/// <summary>How many records an erase would remove.</summary>
/// <param name="Others">Orders, complaints, scores, touches, earlier editions and the like.</param>
public sealed record EraseCount(int FollowUps, int Contacts, int Steps, int Others);
