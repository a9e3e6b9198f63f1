using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace CrmBot.Storage;

/// <summary>
/// Signs each try anew (the service refuses dates 15 minutes off). Source: Microsoft's "Authorize with Shared Key", the
/// table service's form. The query is signed only where it has <c>comp</c>, which no request of ours has.
/// </summary>
internal sealed class SharedKeyPolicy(string account, byte[] key, TimeProvider machine) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var request = message.Request;
        var date = machine.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        _ = request.Headers.TryGetValue("Content-Type", out var type);

        // The path as it travels, percent signs and all; an emulator's path names the account once more.
        var text = $"{request.Method}\n\n{type}\n{date}\n/{account}{request.Uri.ToUri().AbsolutePath}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        request.Headers.SetValue("x-ms-date", date);
        request.Headers.SetValue("Authorization", $"SharedKey {account}:{signature}");
    }
}

/// <summary>Adds the shared access signature to the query; once a call, since a try again keeps it.</summary>
internal sealed class SasPolicy(string sas) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var uri = message.Request.Uri;
        uri.Query = string.IsNullOrEmpty(uri.Query) ? "?" + sas : uri.Query + "&" + sas;
    }
}
