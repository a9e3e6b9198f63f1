using System.Net;
using System.Text.Json.Nodes;
using CrmBot.Protocol.Tests;

namespace CrmBot.Interop.Tests;

/// <summary>Microsoft's own token code judges every request that our endpoint judges. Where they differ is written down, with the reason.</summary>
public sealed class SecondOpinionTests
{
    [Fact]
    public async Task On_tokens_of_the_channel_the_judges_differ_only_where_it_is_known()
    {
        await using var stage = await TrustStage.StartAsync();
        await CompareAsync(stage, TokenCases.OfTheChannel, KnownDifferences.OfTheChannel);
    }

    [Fact]
    public async Task On_tokens_for_one_tenant_the_judges_differ_only_where_it_is_known()
    {
        await using var stage = await TrustStage.StartAsync(
            ("MicrosoftAppType", "SingleTenant"),
            ("MicrosoftAppTenantId", TrustStage.Tenant),
            ("Trust:Issuers:1:Issuer", TokenCases.EntraTwo),
            ("Trust:Issuers:1:Metadata", "{metadata}"),
            ("Trust:Issuers:2:Issuer", TokenCases.EntraOne),
            ("Trust:Issuers:2:Metadata", "{metadata}"));
        await CompareAsync(stage, TokenCases.OfOneTenant, KnownDifferences.OfOneTenant, TokenCases.EntraOne, TokenCases.EntraTwo);
    }

    private static async Task CompareAsync(
        TrustStage stage, Func<TrustStage, IEnumerable<TokenCase>> cases, IReadOnlyDictionary<string, Difference> known, params string[] issuers)
    {
        // The peer keeps its keys by the machine's time, so both look at that. It stands still on a whole second, so that edges can be compared.
        var now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        stage.Clock.Move(now - stage.Clock.GetUtcNow());
        TokenCases.Describe(stage);
        await using var judge = Peer.Start("judge", [stage.Authority.Metadata, TrustStage.AppId, TrustStage.Tenant, .. issuers]);

        var found = new Dictionary<string, Difference>(StringComparer.Ordinal);
        var faults = new List<string>();
        var agreed = 0;
        foreach (var one in cases(stage))
        {
            var status = await stage.PostAsync(one.Authorization.Length > 0 ? [one.Authorization] : [], one.Activity);
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{one.Name}: {status}");
            var theirs = await judge.AskAsync(new JsonObject
            {
                ["authorization"] = one.Authorization,
                ["activity"] = JsonNode.Parse(one.Activity),
                ["now"] = now.ToUnixTimeMilliseconds(),
            });

            var (ours, peers) = (status == HttpStatusCode.OK, (bool)theirs["accepted"]!);
            if (ours == peers)
            {
                agreed++;
            }
            else if (!known.TryGetValue(one.Name, out var difference) || difference.TheyAccept != peers)
            {
                faults.Add($"{one.Name}: ours {(int)status}, theirs {(peers ? "accepted" : (string?)theirs["reason"])}");
            }
            else
            {
                found[one.Name] = difference;
            }
        }

        faults.AddRange(known.Keys.Except(found.Keys, StringComparer.Ordinal).Select(name => $"{name}: listed as a difference, and there is none"));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(agreed > found.Count, "Most cases are judged alike.");
    }
}
