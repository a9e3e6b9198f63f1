using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// What decisions and lists need of a customer that was merged into another: it is read along with the other until the first
/// change of that one copies it. The rest follows by <see cref="Merging.CopyAsync"/>.
/// </summary>
internal sealed record Carried(
    IReadOnlyList<Step> Steps, IReadOnlyList<Contact> Contacts, IReadOnlyList<Complaint> Complaints, IReadOnlyList<Satisfaction> Scores)
{
    public static Carried Of(CustomerFile loser) => new(
        [.. loser.OpenSteps],
        loser.Contacts,
        [.. loser.Complaints.Where(c => c.ClosedAt is null)],
        [.. loser.Scores.Where(s => s.Day == loser.Scores[^1].Day)]);

    /// <summary>Rows that carrying takes, beside those of the steps' events.</summary>
    public int Count => Steps.Count + Contacts.Count + Complaints.Count + Scores.Count;

    /// <param name="file">The customer as it stands.</param>
    /// <param name="loser">The one that was merged into it.</param>
    /// <param name="carried">What stands only with that one.</param>
    /// <returns>The customer with both; its revision is the greater one, so that the next is above every shadow of either.</returns>
    public static CustomerFile Over(CustomerFile file, CustomerFile loser, out Carried carried)
    {
        var all = Of(loser);
        carried = new Carried(
            Missing(file.Steps, all.Steps, s => s.Id),
            Missing(file.Contacts, all.Contacts, c => c.Id),
            Missing(file.Complaints, all.Complaints, c => c.Id),
            Missing(file.Scores, all.Scores, s => s.Id));
        return file with
        {
            Head = Merge.Heads(file.Head, loser.Head),
            Rev = Math.Max(file.Rev, loser.Rev),
            Steps = [.. file.Steps.Concat(carried.Steps).OrderBy(s => Keys.Step(s.Id), StringComparer.Ordinal)],
            Contacts = [.. file.Contacts, .. carried.Contacts],
            Complaints = [.. file.Complaints, .. carried.Complaints],
            Scores = [.. file.Scores.Concat(carried.Scores).OrderBy(s => s.Day).ThenBy(s => Keys.Score(s.Id), StringComparer.Ordinal)],
        };
    }

    /// <summary>The rows of an edit with what is to be carried along and the edit does not write itself; steps go with the edit, for their events.</summary>
    public CustomerEdit Along(CustomerEdit edit, int rev, List<Change> changes)
    {
        changes.AddRange(Missing(edit.Contacts, Contacts, c => c.Id).Where(c => !edit.GoneContacts.Contains(c.Id, StringComparer.Ordinal))
            .Select(c => new Change.Put(Keys.Contact(c.Id), Rows.Bytes(new(Rows.V, rev, c), StoreJson.Default.KeptContact))));
        changes.AddRange(Missing(edit.Complaints, Complaints, c => c.Id)
            .Select(c => new Change.Put(Keys.Complaint(c.Id), Rows.Bytes(new(Rows.V, rev, c), StoreJson.Default.KeptComplaint))));
        changes.AddRange(Missing(edit.Scores, Scores, s => s.Id)
            .Select(s => new Change.Put(Keys.Score(s.Id), Rows.Bytes(new(Rows.V, rev, s), StoreJson.Default.KeptSatisfaction))));
        return edit with { Steps = [.. edit.Steps, .. Missing(edit.Steps, Steps, s => s.Id)] };
    }

    private static IReadOnlyList<T> Missing<T>(IReadOnlyList<T> there, IReadOnlyList<T> all, Func<T, string> id) =>
        [.. all.ExceptBy(there.Select(id), id, StringComparer.Ordinal)];
}
