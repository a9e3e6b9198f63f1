// The echo turn on the protocol room alone, beside a bare Kestrel endpoint that does the least that can be called an answer.
using System.Globalization;
using CrmBot.Protocol.Bench;

if (args is [Servers.Room or Servers.Bare])
{
    await Servers.RunAsync(args[0]);
    return 0;
}

if (Settings.Read(args) is not { } settings)
{
    Console.Error.WriteLine(Settings.Usage);
    return 2;
}

int[] widths = [1, Variant.MostAtOnce];
using var authority = new Authority();
using var far = new FarSide(authority);

// The room itself is measured, not the pace that Teams asks for: its code runs, and no call waits.
Dictionary<string, string> unpaced = new(StringComparer.Ordinal)
{
    ["Connector__ConversationPerSecond"] = "100000",
    ["Connector__ConversationPerHour"] = "1000000",
    ["Connector__TenantPerSecond"] = "100000",
};
Dictionary<string, string> trusting = new(unpaced, StringComparer.Ordinal)
{
    ["MicrosoftAppId"] = Authority.AppId,
    ["MicrosoftAppPassword"] = "a secret of the bench",
    ["Trust__Issuers__0__Issuer"] = Authority.Issuer,
    ["Trust__Issuers__0__Metadata"] = far.Address + "metadata",
    ["Connector__TokenEndpoint"] = far.Address + "token",
};

// One token for each service URL, as the channel uses one for an hour.
Dictionary<string, string> tokens = new(StringComparer.Ordinal);
string TokenOf(string serviceUrl) => tokens.TryGetValue(serviceUrl, out var known) ? known : tokens[serviceUrl] = authority.Token(serviceUrl);

await using var bare = await ServerProcess.StartAsync(Servers.Bare, []);
await using var open = await ServerProcess.StartAsync(Servers.Room, unpaced);
await using var shut = await ServerProcess.StartAsync(Servers.Room, trusting);
using var bareVariant = await Variant.OpenAsync("bare endpoint", bare, Teams.Requests(far.Address, null));
using var openVariant = await Variant.OpenAsync("trust off", open, Teams.Requests(far.Address, null));
using var shutVariant = await Variant.OpenAsync("trust on", shut, Teams.Requests(far.Address, TokenOf));
Variant[] variants = [bareVariant, openVariant, shutVariant];

foreach (var variant in variants)
{
    await variant.WarmAsync();
}

for (var round = 0; round < settings.Rounds; round++)
{
    foreach (var width in widths)
    {
        for (var i = 0; i < variants.Length; i++)
        {
            await variants[(round + i) % variants.Length].MeasureAsync(width, settings.Window);
        }
    }
}

Console.WriteLine("at once  variant         CPU ms/turn  of bare (half of the rounds)     turns/s  bytes/turn  above bare");
foreach (var width in widths)
{
    foreach (var variant in variants)
    {
        var windows = variant.At(width);
        var ratios = windows.Zip(variants[0].At(width), (ours, theirs) => ours.Processor / theirs.Processor).ToList();
        var bytes = Median(windows.Select(static w => w.Bytes));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{width,7}  {variant.Name,-14}  {Median(windows.Select(static w => w.Processor)),11:F4}  {At(ratios, 0.5),7:F2} ({At(ratios, 0.25):F2} to {At(ratios, 0.75):F2})   "
            + $"       {Median(windows.Select(static w => w.TurnsPerSecond)),10:F0}  {bytes,10:F0}  {bytes - Median(variants[0].At(width).Select(w => w.Bytes)),10:F0}"));
    }
}

foreach (var variant in variants)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory   {variant.Name,-14}  {variant.Server.Mebibytes(),6:F1} MB after the load"));
}

return 0;

static double Median(IEnumerable<double> values) => At(values, 0.5);

static double At(IEnumerable<double> values, double share)
{
    var sorted = values.Order().ToList();
    return sorted[(int)Math.Round((sorted.Count - 1) * share)];
}
