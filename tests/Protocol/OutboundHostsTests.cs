namespace CrmBot.Protocol.Tests;

public sealed class OutboundHostsTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/apac/", true)]
    [InlineData("https://SMBA.TrafficManager.net/teams", true)]
    [InlineData("https://directline.botframework.com/", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/gcc", true)]
    [InlineData("https://smba.infra.gov.teams.microsoft.us/gcch", true)]
    [InlineData("https://x.botframework.azure.us", true)]
    [InlineData("https://x.botframework.azure.cn", true)]
    [InlineData("http://smba.trafficmanager.net/apac/", false)] // no token in the clear
    [InlineData("https://evilsmba.trafficmanager.net/", false)] // anybody may register it
    [InlineData("https://x.smba.trafficmanager.net/", false)]
    [InlineData("https://evilbotframework.com/", false)]
    [InlineData("https://smba.trafficmanager.net.evil.com/", false)]
    [InlineData("https://smba.trafficmanager.net@evil.com/", false)]
    [InlineData("https://evil.com/smba.trafficmanager.net", false)]
    [InlineData("https://evil.com#.botframework.com", false)]
    [InlineData("https://x.botframework.com/?a=b", false)] // a route cannot be appended
    [InlineData("https://x.botframework.com/#a", false)]
    [InlineData("https://a@x.botframework.com/", false)]
    [InlineData("https://10.0.0.1/", false)]
    [InlineData("ftp://x.botframework.com/", false)]
    [InlineData("/relative", false)]
    [InlineData("", false)]
    public void Only_the_hosts_of_the_framework_over_https(string serviceUrl, bool allowed)
    {
        Assert.Equal(allowed, OutboundHosts.Allows(serviceUrl, allowLoopback: false));
        Assert.Equal(allowed, OutboundHosts.Allows(serviceUrl, allowLoopback: true));
    }

    [Theory]
    [InlineData("http://localhost:3978")]
    [InlineData("http://127.0.0.1:56150/_connector")]
    [InlineData("https://[::1]:443/")]
    public void The_own_machine_only_where_it_is_allowed(string serviceUrl)
    {
        Assert.True(OutboundHosts.Allows(serviceUrl, allowLoopback: true));
        Assert.False(OutboundHosts.Allows(serviceUrl, allowLoopback: false));
    }
}
