using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace CrmBot.Storage;

/// <summary>
/// Who this process is to Entra ID, wherever it runs: workload or managed identity (<c>AZURE_CLIENT_ID</c> names one of
/// several), the environment, a developer's sign-in. The one class that touches the library, so that it is loaded for nobody else.
/// </summary>
internal static class EntraId
{
    private const string Scope = "https://storage.azure.com/.default";

    /// <param name="credential">Another one than this process has, for tests.</param>
    public static HttpPipelinePolicy Policy(TokenCredential? credential = null) => new BearerTokenAuthenticationPolicy(credential ?? new DefaultAzureCredential(), Scope);
}
