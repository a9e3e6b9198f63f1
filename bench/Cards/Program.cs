// How fast cards are rendered, against npm adaptivecards-templating (template parsed once) in the same run, in turns.
// dotnet run -c Release --project bench/Cards [rounds]
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Today;
using CrmBot.Cards;
using CrmBot.Cards.Bench;

const int Slice = 150, WarmUp = 2000, Rows = 20;
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
var repository = Repository();
var cards = Path.Combine(repository, "cards");
var shelf = CardShelf.Load(cards, JsonElement.Parse("""{"card":""}"""));
var form = Sample("follow-ups", "form", FollowUpCardJson.Default.FormModel);
var list = Sample("today", "list", TodayCardJson.Default.TodayModel);
var seen = list.Sections[0];
list = list with { Sections = [seen with { Rows = [.. Enumerable.Range(0, Rows).Select(at => seen.Rows[at % seen.Rows.Count])] }] };
Case[] cases =
[
    new Case<FormModel>("follow-up form", "follow-ups/form", form, FollowUpCardJson.Default.FormModel) { Cards = cards, Shelf = shelf },
    new Case<TodayModel>($"list of {Rows} rows", "today/list", list, TodayCardJson.Default.TodayModel) { Cards = cards, Shelf = shelf },
];

using var peer = Peer.Start(repository);
foreach (var one in cases)
{
    if (!JsonNode.DeepEquals(await peer.PrepareAsync(one), JsonNode.Parse(one.Render().Span)))
    {
        throw new InvalidOperationException($"The two engines make different cards of the {one.Name}: there is nothing to compare.");
    }

    one.Measure(WarmUp);
    await peer.MeasureAsync(one, WarmUp);
}

foreach (var one in cases)
{
    var turns = new List<(double Ours, double Expand, double Text)>();
    for (var round = 0; round < rounds; round++)
    {
        var ours = one.Measure(Slice);
        var (expand, text) = await peer.MeasureAsync(one, Slice);
        turns.Add(((ours + one.Measure(Slice)) / 2, expand, text));
    }

    var size = one.Render().Length;
    var allocated = one.Allocated();
    Say($"{one.Name}: ours {Quartiles(turns.Select(t => t.Ours))} us, npm {Quartiles(turns.Select(t => t.Expand))} us, with its JSON text {Quartiles(turns.Select(t => t.Text))} us");
    Say($"  times faster: {Quartiles(turns.Select(t => t.Expand / t.Ours))}, with its JSON text {Quartiles(turns.Select(t => t.Text / t.Ours))} (median, quartiles; {rounds} rounds)");
    Say($"  {size} bytes written, {allocated:F0} allocated: {allocated / size:F2} times the card");
}

T Sample<T>(string capability, string card, JsonTypeInfo<T> type)
{
    using var samples = JsonDocument.Parse(File.ReadAllText(Path.Combine(cards, capability, "sample.json")));
    return samples.RootElement.GetProperty(card).EnumerateObject().First().Value.Deserialize(type)!;
}

static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

static string Quartiles(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return FormattableString.Invariant($"{At(0.5):F1} ({At(0.25):F1} to {At(0.75):F1})");

    double At(double share) => sorted[(int)((sorted.Count - 1) * share)];
}

static string Repository()
{
    var at = new DirectoryInfo(AppContext.BaseDirectory);
    while (!File.Exists(Path.Combine(at.FullName, "CrmBot.sln")))
    {
        at = at.Parent ?? throw new InvalidOperationException("Run this from a build inside the repository.");
    }

    return at.FullName;
}
