namespace CrmBot.Protocol;

/// <summary>What reading a body gave. Closed: <see cref="Ok"/> or <see cref="Malformed"/>.</summary>
public abstract record ActivityParse
{
    private ActivityParse()
    {
    }

    public T Match<T>(Func<Activity, T> ok, Func<string, T> malformed) => this switch
    {
        Ok read => ok(read.Activity),
        Malformed fault => malformed(fault.Why),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public sealed record Ok(Activity Activity) : ActivityParse;

    /// <summary>Not an activity. <paramref name="Why"/> quotes nothing of the body, so it may be shown to the sender.</summary>
    public sealed record Malformed(string Why) : ActivityParse;
}
