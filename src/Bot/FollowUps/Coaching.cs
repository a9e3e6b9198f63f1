using CrmBot.Bot.Conversation;
using CrmBot.Bot.Plans;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.FollowUps;

/// <summary>What a person is about to file, as far as the coach looks at it.</summary>
/// <param name="NextStep">What the form says is done next; null when it is left out.</param>
/// <param name="Because">Why there is no next step; null when no reason is given.</param>
/// <param name="Status">The status that is set with it; null when it stays.</param>
internal sealed record ToFile(string Summary, string? NextStep, DateOnly? NextOn, string? Because, Status? Status);

/// <summary>What the coach has to say.</summary>
internal sealed record Advice(Review Review, SummaryRead Read);

/// <summary>The coach as the bot uses it: what a person wrote, read and judged by their own clock and calendar.</summary>
internal static class Coaching
{
    /// <param name="earlier">What the same person wrote before, of any customer; of this record's own earlier editions nothing.</param>
    public static Advice Review(Person me, DateTimeOffset now, ToFile said, IEnumerable<string> earlier)
    {
        var read = SummaryReader.Read(said.Summary, WhenSaid.Context(me, now), said.NextStep, said.NextOn, said.Status);
        var evidence = read.Evidence with
        {
            Near = earlier.Select(text => Shingles.Shared(said.Summary, text)).DefaultIfEmpty().Max(),
            Step = said.Because is not null && read.Evidence.Step < StepSaid.Closed ? StepSaid.Closed : read.Evidence.Step,
        };
        return new Advice(Coach.Review(evidence), read);
    }

    /// <summary>The code of a reason as reports and acceptance rows write it: <c>PASSIVE_WAIT</c>.</summary>
    public static string Code(ShallowReason reason) =>
        string.Concat(reason.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    /// <summary>The questions in a language of ours; each names what is missing in this text.</summary>
    /// <param name="status">The status that is set with it; null when it stays.</param>
    public static IReadOnlyList<string> Questions(Wording say, Advice advice, Status? status) =>
        [.. advice.Review.Asks.Select(ask => Question(say, ask, advice.Read, status))];

    private static string Question(Wording say, Ask ask, SummaryRead read, Status? status)
    {
        var words = say.Words("follow-ups");
        return ask switch
        {
            Ask.Which when read.Clash is var (one, other) => words.Format(
                "askWhich", ("one", one.Length > 0 ? words.Format("quoted", ("words", Quoted(one))) : status is { } s ? say.Code(s) : ""), ("other", Quoted(other))),
            Ask.Specifics when read.Vague is { } vague => words.Format("askSpecifics", ("words", Quoted(vague))),
            Ask.Day when read.Undated is { } step => words.Format("askDay", ("words", Quoted(step))),
            Ask.Owner => words["askOwner"],
            Ask.News => words["askNews"],
            Ask.Gist => words["askGist"],
            Ask.AfterWait => words["askAfterWait"],
            Ask.Need or Ask.Which or Ask.Specifics => words["askNeed"],
            _ => words["askStep"],
        };
    }

    /// <summary>Words of a question stay short.</summary>
    private static string Quoted(string text) => Wording.Short(text, 24);
}
