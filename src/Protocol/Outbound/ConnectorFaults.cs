namespace CrmBot.Protocol;

/// <summary>A call that got no answer: did the message leave?</summary>
internal static class ConnectorFaults
{
    public static SendOutcome Outcome(Exception fault, JsonBody? body)
    {
        // Without its body a message cannot have been accepted. A delete has none, so there only a failed connection is proof.
        var neverLeft = body is { HasBegun: false } || fault is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };
        return neverLeft ? new SendOutcome.NotSent(Why(fault)) : new SendOutcome.Ambiguous(Why(fault));
    }

    /// <summary>A fixed word, so that nothing of the other side gets into a record.</summary>
    public static string Why(Exception fault) => fault switch
    {
        OperationCanceledException => "no answer in time",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => http.HttpRequestError.ToString(),
        _ => "the connection broke",
    };
}
