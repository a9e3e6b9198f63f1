using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>Renders every sample of a card in every language, strictly, and looks at the results.</summary>
internal sealed class SampleCheck(string file, CardTemplate template, FaultList faults, IReadOnlyList<Words> words, JsonElement? host)
{
    public CardPicture Run(string name, Located samples)
    {
        var used = WordUse.Check(file, template, words[0], faults);
        var survey = new CardSurvey();
        foreach (var (sample, _, value) in samples.Members)
        {
            foreach (var spoken in words)
            {
                Render(sample, value, spoken, used, survey);
            }
        }

        return new(name, survey.Verbs, survey.Inputs, survey.DataKeys, used, [.. samples.Members.Select(m => m.Name)]);
    }

    private void Render(string sample, Located value, Words spoken, SortedSet<string> used, CardSurvey survey)
    {
        using var data = JsonDocument.Parse(value.Json);
        var found = new List<CardFault>();
        var output = new Utf8Output();
        var scope = new Scope(Value.Of(data.RootElement), Value.Of(host.GetValueOrDefault()), spoken.Fields, Unresolved.FailsEverywhere)
        {
            WordsRead = used,
        };
        template.Render(scope, output, found);
        faults.AddRange(found.Select(f => f with { Sentence = $"{f.Sentence} (sample '{sample}')" }));
        if (found.Count > 0 || template.Faults.Count > 0)
        {
            return;
        }

        using var card = JsonDocument.Parse(output.Written.ToArray().AsMemory());
        foreach (var sentence in CardRules.Check(card.RootElement, output.Written.Length))
        {
            faults.Add(file, new(1, 1), $"{sentence} (sample '{sample}', {spoken.Language})");
        }

        survey.Look(card.RootElement);
    }
}
