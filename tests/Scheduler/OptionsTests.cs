using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrmBot.Scheduler.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void No_settings_are_good_settings() => Assert.Equal(TimeSpan.FromSeconds(5), Read().Poll);

    [Fact]
    public void Settings_are_read_from_their_section() => Assert.Equal(3, Read(("Scheduler:Lanes", "3")).Lanes);

    [Theory]
    [InlineData("Scheduler:Poll", "00:00:00")] // would never rest
    [InlineData("Scheduler:Lanes", "0")]
    [InlineData("Scheduler:Lease", "00:00:10")] // shorter than a send
    [InlineData("Scheduler:Fence", "00:09:00")] // a send could outlive the lease
    [InlineData("Scheduler:StopGrace", "00:05:00")] // longer than the host waits
    public void A_setting_that_cannot_work_is_named(string key, string value) =>
        Assert.Contains(key.Split(':')[1], Assert.Throws<OptionsValidationException>(() => Read((key, value))).Message);

    private static SchedulerOptions Read(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());
        services.AddScheduler();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<SchedulerOptions>>().Value;
    }
}
