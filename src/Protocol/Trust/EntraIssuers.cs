namespace CrmBot.Protocol;

/// <summary>Which issuers are Entra's. Their keys sign for everybody, so one is trusted for a single tenant only.</summary>
internal static class EntraIssuers
{
    private static readonly string[] Hosts =
    [
        "sts.windows.net",
        "login.windows.net",
        "login.microsoft.com",
        "login.microsoftonline.com",
        "login.microsoftonline.us",
        "login.partner.microsoftonline.cn",
        "login.chinacloudapi.cn",
        "sts.chinacloudapi.cn",
    ];

    public static bool IsEntra(string issuer) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out var url) && Hosts.Contains(url.IdnHost, StringComparer.OrdinalIgnoreCase);

    /// <summary>The tenant in the issuer's path, or null when it names none (<c>common</c>, <c>organizations</c>).</summary>
    public static string? TenantOf(string issuer)
    {
        var first = new Uri(issuer).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return Guid.TryParse(first, out _) ? first : null;
    }
}
