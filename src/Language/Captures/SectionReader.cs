using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Puts a capture together from a text with headings: what stands below a heading is what the heading says.</summary>
internal sealed class SectionReader(CaptureContext context, NamesRead names)
{
    public Capture Read(string text, IReadOnlyList<(Section Section, int Start, int End)> sections)
    {
        // The whole tells everything that no heading names.
        var capture = new SentenceReader(new Sentence(text, context, names.Mentions), context, names).Read() with { Need = null, Objection = null, Category = null, Steps = [] };
        foreach (var (section, start, end) in sections)
        {
            var said = Trimmed(text, start, end);
            if (said is null)
            {
                continue;
            }

            capture = section switch
            {
                Section.Background => capture with { Background = said },
                Section.Needs => capture with { Need = said },
                Section.Feedback => Feedback(capture, said),
                Section.NextSteps => capture with { Steps = [.. capture.Steps, .. Steps(said)] },
                Section.Help => capture with { HelpNeeded = said },
                _ => capture,
            };
        }

        return capture with { Helpers = [.. capture.Helpers.Where(h => capture.Steps.All(s => s.OwnerId != h.Value))] };
    }

    private Capture Feedback(Capture capture, Said<string> said)
    {
        var (_, category) = new WishRules(new Sentence(said.Value, context, Names(said)), _ => false).Objection();
        return capture with { Objection = said, Category = category };
    }

    private IEnumerable<StepRead> Steps(Said<string> said)
    {
        var sentence = new Sentence(said.Value, context, Names(said));
        var rules = new StepRules(sentence, context);
        rules.Read(_ => false);
        var steps = rules.Steps.Count > 0 ? rules.Steps
            : [new StepRead(said.Value, OwedBy.Us, context.SpeakerId, null, sentence.Dates.FirstOrDefault(d => !d.SaidPast), 0, said.Length, true)];
        return steps.Select(s => s with { Start = s.Start + said.Start, When = s.When is { } when ? when with { Start = when.Start + said.Start } : null });
    }

    private List<NameMention> Names(Said<string> said) =>
        [.. names.Mentions.Where(m => m.Start >= said.Start && m.End <= said.Start + said.Length).Select(m => m with { Start = m.Start - said.Start })];

    private static Said<string>? Trimmed(string text, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is ':' or '：'))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '【' or '[' or '*' or '#'))
        {
            end--;
        }

        return end > start ? new Said<string>(text[start..end], start, end - start) : null;
    }
}
