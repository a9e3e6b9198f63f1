using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace CrmBot.Storage.Tests.AzureEngine;

public sealed class ConnectionTests : AzureStage
{
    private const string Key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";

    [Theory]
    [InlineData($"AccountName=acct;AccountKey={Key}", "https://acct.table.core.windows.net/", "acct")]
    [InlineData($"defaultendpointsprotocol=https;accountname=acct;accountkey={Key};EndpointSuffix=core.chinacloudapi.cn;;", "https://acct.table.core.chinacloudapi.cn/", "acct")]
    [InlineData($"TableEndpoint=https://acct.table.core.windows.net/;AccountKey={Key};BlobEndpoint=https://x", "https://acct.table.core.windows.net/", "acct")]
    [InlineData("TableEndpoint=https://acct.table.core.windows.net;SharedAccessSignature=?sv=1&sig=a%3D", "https://acct.table.core.windows.net/", "acct")]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://localhost", "http://localhost:10002/devstoreaccount1", "devstoreaccount1")]
    public void A_connection_string_is_read(string text, string endpoint, string account)
    {
        var connection = TableConnection.Of(new AzureTablesOptions { ConnectionString = text });
        Assert.Equal((endpoint, account), (connection.Endpoint.AbsoluteUri, connection.Account));
        Assert.True(connection.Key is not null ^ connection.Sas is not null);
    }

    [Fact]
    public void An_address_alone_asks_Entra_ID()
    {
        var connection = TableConnection.Of(new AzureTablesOptions { Endpoint = "https://acct.table.core.windows.net/" });
        Assert.Equal((null, null, "acct"), (connection.Key, connection.Sas, connection.Account));
        Assert.NotNull(EntraId.Policy());
    }

    [Theory]
    [InlineData(null, null, null, "either Storage:AzureTables:ConnectionString or Storage:AzureTables:Endpoint")]
    [InlineData("UseDevelopmentStorage=true", "https://a.table.core.windows.net", null, "and not both")]
    [InlineData("AccountName=acct;AccountKey=not base64", null, null, "is not base64")]
    [InlineData($"AccountName=acct;accountname=acct;AccountKey={Key}", null, null, "accountname twice")]
    [InlineData("secret-secret-secret", null, null, "a part without a name")]
    [InlineData($"AccountKey={Key}", null, null, "neither AccountName nor TableEndpoint")]
    [InlineData("AccountName=acct", null, null, "neither AccountKey nor SharedAccessSignature")]
    [InlineData($"AccountName=acct;AccountKey={Key};DefaultEndpointsProtocol=http", null, null, "Use https")]
    [InlineData($"TableEndpoint=https://acct.table.cosmos.azure.com:443;AccountName=acct;AccountKey={Key}", null, null, "Cosmos DB")]
    [InlineData("TableEndpoint=https://acct.table.core.windows.net;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==", null, null, "public key")]
    [InlineData(null, "https://acct.table.core.windows.net?sv=1&sig=secret-secret-secret", null, "does not belong into it")]
    [InlineData(null, "acct", null, "is not an address")]
    [InlineData(null, "https://acct.table.core.windows.net", "secret-secret-secret", "has no sig")]
    [InlineData("UseDevelopmentStorage=true", null, "sv=1&sig=secret-secret-secret", "goes with Storage:AzureTables:Endpoint")]
    public void Settings_that_lead_nowhere_are_refused_with_a_sentence_and_without_a_secret(string? text, string? endpoint, string? sas, string says)
    {
        var refusal = Assert.Throws<StorageSettingException>(() =>
            TableConnection.Of(new AzureTablesOptions { ConnectionString = text, Endpoint = endpoint, Sas = sas }));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-secret-secret", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("a-b")]
    [InlineData("a2345678901234567890123456789012345678901")]
    public void A_prefix_that_begins_no_table_name_is_refused(string prefix) =>
        Assert.Throws<StorageSettingException>(() => new AzureTablesOptions { TablePrefix = prefix }.CheckedPrefix());

    [Fact]
    public async Task A_token_of_Entra_ID_goes_along_with_every_call_and_is_asked_for_once()
    {
        var authority = new Authority();
        var tables = Open("entra", o =>
        {
            (o.ConnectionString, o.Endpoint) = (null, "https://acct.table.core.windows.net");
            (o.Credential, o.Transport) = (authority, new HttpClientTransport(Way));
        });
        Fault served = (request, passOn) => request.Headers.Authorization is { Scheme: "Bearer", Parameter: "token 1" }
            ? Faults.Answers(404, "ResourceNotFound")(request, passOn)
            : Faults.Answers(401, "InvalidAuthenticationInfo")(request, passOn);
        Way.OnAll(served, served, Faults.Answers(403, "AuthorizationPermissionMismatch"));

        Assert.Null(await tables.GetAsync(Table, P, "a", CancellationToken.None));
        Assert.Null(await tables.GetAsync(Table, P, "b", CancellationToken.None));
        var refusal = await Throws<StorageRefusedException>(() => tables.GetAsync(Table, P, "c", CancellationToken.None).AsTask());

        Assert.Contains("Storage Table Data Contributor", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("https://storage.azure.com/.default", Assert.Single(authority.Asked));
    }

    [Fact]
    public async Task An_identity_that_gets_no_token_is_told_from_an_outage_of_the_tables()
    {
        var tables = Open("entra", o =>
        {
            (o.ConnectionString, o.Endpoint) = (null, "https://acct.table.core.windows.net");
            (o.Credential, o.Transport) = (new Authority { Refuses = true }, new HttpClientTransport(Way));
        });
        var refusal = await Throws<StorageRefusedException>(() => tables.GetAsync(Table, P, "a", CancellationToken.None).AsTask());
        Assert.Contains("No token for Azure Table Storage", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shared_access_signature_reads_and_writes()
    {
        var options = Options();
        var at = TableConnection.Of(options);
        var tables = Open("sas", o => (o.ConnectionString, o.Endpoint, o.Sas) = (null, at.Endpoint.AbsoluteUri, Sas(at, "rwdlau")));
        Assert.True((await tables.ApplyAsync([Set(new Change.Insert("a", Json("1")), new Change.Insert("b", Json("1")))], CancellationToken.None)).All);
        Assert.Equal(3, (await tables.QueryAsync(new RowRange(Table, P), 10, null, CancellationToken.None)).Rows.Count);
    }

    [Fact]
    public async Task A_shared_access_signature_that_may_not_write_is_told_from_an_outage()
    {
        var at = TableConnection.Of(Options());
        var tables = Open("sas", o => (o.ConnectionString, o.Endpoint, o.Sas) = (null, at.Endpoint.AbsoluteUri, Sas(at, "r")));
        var refusal = await Throws<StorageRefusedException>(() => tables.ApplyAsync([Set(new Change.Insert("a", Json("1")))], CancellationToken.None).AsTask());
        Assert.Contains("Check the shared access signature", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await Stored("a"));
    }

    [Fact]
    public async Task A_wrong_key_is_named()
    {
        var tables = Open("wrong", o => o.ConnectionString = o.ConnectionString!.Replace("AccountKey=Eby8", "AccountKey=Fby8", StringComparison.Ordinal));
        var refusal = await Throws<StorageRefusedException>(() => tables.GetAsync(Table, P, "stands", CancellationToken.None).AsTask());
        Assert.Contains("Check the AccountKey", refusal.Message, StringComparison.Ordinal);
    }

    // Microsoft's "Create an account SAS", of the last version before encryption scopes.
    private static string Sas(TableConnection at, string permissions)
    {
        var until = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var text = $"{at.Account}\n{permissions}\nt\nsco\n\n{until}\n\n\n2019-02-02\n";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(at.Key!, Encoding.UTF8.GetBytes(text)));
        return $"sv=2019-02-02&ss=t&srt=sco&sp={permissions}&se={Uri.EscapeDataString(until)}&sig={Uri.EscapeDataString(signature)}";
    }

    /// <summary>Stands for Entra ID.</summary>
    private sealed class Authority : TokenCredential
    {
        public ConcurrentQueue<string> Asked { get; } = [];

        public bool Refuses { get; init; }

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new NotSupportedException("The store is asked asynchronously.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            if (Refuses)
            {
                throw new AuthenticationFailedException("The identity is not known.");
            }

            Asked.Enqueue(requestContext.Scopes.Single());
            return ValueTask.FromResult(new AccessToken($"token {Asked.Count}", TimeProvider.System.GetUtcNow().AddHours(1)));
        }
    }
}
