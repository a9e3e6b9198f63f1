namespace CrmBot.Protocol;

/// <summary>What becomes of a request that is not trusted. The reason goes to the log only: it would help whoever tries tokens.</summary>
internal readonly record struct Refusal(int Status, string Reason, string Code, string Told)
{
    /// <exception cref="InvalidOperationException">It is trusted.</exception>
    public static Refusal Of(TrustOutcome outcome) => outcome.Match(
        static _ => throw new InvalidOperationException("A trusted request is not refused."),
        static () => Unauthorized(nameof(TrustOutcome.Missing)),
        static why => Unauthorized(why.ToString()),
        static why => new Refusal(403, why.ToString(), "Forbidden", "the token is not for this activity"),
        static () => new Refusal(503, nameof(TrustOutcome.Undecided), "ServiceUnavailable", "the token cannot be verified now"));

    private static Refusal Unauthorized(string reason) => new(401, reason, "Unauthorized", "a valid token of the channel is needed");
}
