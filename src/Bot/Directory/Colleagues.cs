using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Directory;

/// <summary>Which of some people a name means.</summary>
internal static class Colleagues
{
    /// <summary>Everyone the name fits best, in the order of that fit; a name that is only nearly right, or only begins to sound right, means nobody.</summary>
    public static IReadOnlyList<Person> Called(IReadOnlyCollection<Person> people, string said)
    {
        var hits = NameIndex.Build(people.Select(Entry)).Find(said);
        return [.. hits.Where(h => h.Fit == hits[0].Fit && h.Fit <= NameFit.Pinyin).Select(h => people.First(p => p.Id == h.Id))];
    }

    public static NameEntry Entry(Person person) =>
        new(person.Id, [person.Name, .. person.EnglishName is { } english ? [english] : Array.Empty<string>(), .. person.Aliases], null);
}
