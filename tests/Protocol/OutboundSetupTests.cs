using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol.Tests;

/// <summary>Which settings give which tokens, and which stop the start.</summary>
public sealed class OutboundSetupTests
{
    private const string App = "11111111-1111-1111-1111-111111111111";

    [Fact]
    public void Without_an_app_id_calls_carry_no_token() =>
        Assert.IsType<NoToken>(Provider([]).GetRequiredService<IConnectorToken>());

    [Theory]
    [InlineData("MicrosoftAppType", MultiTenantName, null, "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token")]
    [InlineData("MicrosoftAppType", "singletenant", "contoso-id", "https://login.microsoftonline.com/contoso-id/oauth2/v2.0/token")]
    [InlineData("Connector:TokenEndpoint", "https://login.partner.example/t/token", null, "https://login.partner.example/t/token")]
    public void The_authority_is_the_one_of_the_type_or_the_configured_one(string name, string value, string? tenant, string endpoint)
    {
        var services = Provider(new()
        {
            ["MicrosoftAppId"] = App,
            ["MicrosoftAppPassword"] = "s",
            ["MicrosoftAppTenantId"] = tenant,
            [name] = value,
        });

        Assert.IsType<ConnectorTokens>(services.GetRequiredService<IConnectorToken>());
        Assert.Equal(endpoint, ClientCredentials.Endpoint(Value<AppCredentials>(services), Value<ConnectorOptions>(services)).AbsoluteUri);
    }

    [Theory]
    [InlineData("MicrosoftAppType=MultiTenant", "MicrosoftAppPassword")]
    [InlineData("MicrosoftAppType=Federated;MicrosoftAppPassword=s", "MicrosoftAppType")]
    [InlineData("MicrosoftAppType=SingleTenant;MicrosoftAppPassword=s", "MicrosoftAppTenantId")]
    [InlineData("MicrosoftAppType=UserAssignedMSI", "MicrosoftAppTenantId")]
    [InlineData("MicrosoftAppPassword=s;MicrosoftAppCertificatePath=/a.pem", "not both")]
    [InlineData("MicrosoftAppCertificatePath=/nowhere/a.pem", "MicrosoftAppCertificatePath")]
    public void Settings_that_cannot_work_stop_the_start_with_a_sentence(string settings, string named)
    {
        var pairs = settings.Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], string? (pair) => pair[1]);
        pairs["MicrosoftAppId"] = App;

        var fault = Assert.Throws<OptionsValidationException>(() => Value<AppCredentials>(Provider(pairs)));
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://login.example/token", true)]
    [InlineData("ftp://127.0.0.1/token", true)]
    [InlineData("https://user@login.example/token", true)]
    [InlineData("token", true)]
    [InlineData("http://127.0.0.1:5000/token", false)]
    public void A_secret_goes_over_https_only_or_to_this_machine_in_development(string endpoint, bool development)
    {
        var services = Provider(new() { ["Connector:TokenEndpoint"] = endpoint }, development);

        Assert.Throws<OptionsValidationException>(() => Value<ConnectorOptions>(services));
    }

    [Fact]
    public void Limits_out_of_bounds_stop_the_start() =>
        Assert.Throws<OptionsValidationException>(() => Value<ConnectorOptions>(Provider(new() { ["Connector:TenantPerSecond"] = "0" })));

    [Theory]
    [InlineData("", false)]
    [InlineData(AppCredentials.MultiTenant, false)]
    [InlineData(AppCredentials.UserAssignedMsi, true)]
    public void The_identity_library_is_loaded_for_a_managed_identity_only(string type, bool loaded)
    {
        var room = new LoadRecord();
        var protocol = room.LoadFromAssemblyPath(typeof(Connector).Assembly.Location);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(type.Length == 0 ? [] : new Dictionary<string, string?>
        {
            ["MicrosoftAppId"] = App,
            ["MicrosoftAppType"] = type,
            ["MicrosoftAppTenantId"] = "t",
            ["MicrosoftAppPassword"] = "s",
        }).Build();
        var services = new ServiceCollection().AddLogging();
        protocol.GetType("CrmBot.Protocol.ProtocolSetup")!.GetMethod("AddBotProtocol")!.Invoke(null, [services, settings, null]);
        using var provider = services.BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService(protocol.GetType("CrmBot.Protocol.Connector")!));

        Assert.Equal(loaded, room.Asked.Any(name => name.StartsWith("Microsoft.Identity.Client", StringComparison.Ordinal)));
        Assert.DoesNotContain(room.Asked, name => name.StartsWith("Azure.", StringComparison.Ordinal));
    }

    private const string MultiTenantName = AppCredentials.MultiTenant;

    private static ServiceProvider Provider(Dictionary<string, string?> settings, bool development = false) => new ServiceCollection()
        .AddLogging()
        .AddBotProtocol(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), options => options.AllowLoopback = development)
        .BuildServiceProvider();

    private static T Value<T>(IServiceProvider services)
        where T : class => services.GetRequiredService<IOptions<T>>().Value;

    /// <summary>Holds a copy of the room of its own and sees what that copy asks for.</summary>
    private sealed class LoadRecord() : AssemblyLoadContext("room")
    {
        public List<string> Asked { get; } = [];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Asked.Add(assemblyName.Name ?? "");
            return null;
        }
    }
}
