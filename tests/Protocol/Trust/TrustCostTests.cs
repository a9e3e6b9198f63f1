using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CrmBot.Protocol.Tests;

public sealed class TrustCostTests
{
    [Fact]
    public async Task A_remembered_token_is_checked_without_allocating()
    {
        await using var stage = await TrustStage.StartAsync();
        var settings = new TrustOptions
        {
            MicrosoftAppId = TrustStage.AppId,
            Trust = new TrustSection { Issuers = [new IssuerSetting { Issuer = TrustStage.Issuer, Metadata = stage.Authority.Metadata }] },
        };
        using var trust = new InboundTrust(
            Options.Create(settings), Options.Create(new ProtocolOptions { AllowLoopback = true }), stage.Clock, NullLogger<InboundTrust>.Instance);
        var activity = Samples.Ok(TrustStage.Activity());
        StringValues header = "Bearer " + stage.Good().Signed(TrustKey.One);
        Assert.IsType<TrustOutcome.Trusted>(await trust.CheckAsync(header));
        Check(1000); // the pool of buffers and the compiler's tiers are warm

        var before = GC.GetAllocatedBytesForCurrentThread();
        var trusted = Check(1000);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(1000, trusted);
        Assert.InRange(after - before, 0, 1000);

        int Check(int times)
        {
            var passed = 0;
            for (var i = 0; i < times; i++)
            {
                var check = trust.CheckAsync(header);
                if (check is { IsCompletedSuccessfully: true, Result: TrustOutcome.Trusted caller } && trust.Admit(caller, activity) is TrustOutcome.Trusted)
                {
                    passed++;
                }
            }

            return passed;
        }
    }
}
