using System.Buffers;
using Microsoft.Extensions.Primitives;

namespace CrmBot.Protocol;

/// <summary>Takes the token out of <c>Authorization</c>, or says why there is none. Allocates nothing.</summary>
internal static class BearerHeader
{
    /// <summary>Longest token that is looked at, in characters; a channel's has about 1,300.</summary>
    public const int LongestToken = 16 * 1024;

    private const string Scheme = "Bearer ";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <param name="token">Three base64url parts with dots between them; empty when refused.</param>
    /// <returns>Null when there is a token.</returns>
    public static TrustOutcome? Read(StringValues header, out ReadOnlySpan<char> token)
    {
        token = default;
        if (header.Count > 1)
        {
            return new TrustOutcome.Invalid(TrustFault.ManyHeaders);
        }

        var value = header.Count == 0 ? default : header[0].AsSpan();
        if (value.IsEmpty)
        {
            return new TrustOutcome.Missing();
        }

        if (!value.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return new TrustOutcome.Invalid(TrustFault.Scheme);
        }

        var rest = value[Scheme.Length..];
        if (rest.Length > LongestToken)
        {
            return new TrustOutcome.Invalid(TrustFault.TooLong);
        }

        if (rest.ContainsAnyExcept(Allowed) || rest.Count('.') != 2)
        {
            return new TrustOutcome.Invalid(TrustFault.Malformed);
        }

        token = rest;
        return null;
    }
}
