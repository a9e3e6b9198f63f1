using System.Text.RegularExpressions;
using CrmBot.Bot.Audit;
using CrmBot.Bot.Tests.Contract;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Audit;

/// <summary>Every operation that changes a customer has words.</summary>
public sealed partial class WhatTests
{
    [Fact]
    public void Every_code_of_an_operation_has_words_in_every_language()
    {
        var found = (
            from file in System.IO.Directory.EnumerateFiles(Path.Combine(Shelf.Root, "src"), "*.cs", SearchOption.AllDirectories)
            let text = File.ReadAllText(file)
            from Match edit in Edit().Matches(text).Concat(OnHead().Matches(text)).Concat(Said().Matches(text))
            select edit.Groups["code"].Value).Distinct(StringComparer.Ordinal).ToList();

        // Found at all the ways an edit is written.
        Assert.Empty(new[] { "created", "reassigned", "step-snoozed", "erased", "handed-over", "cared", "merged" }.Except(found, StringComparer.Ordinal));
        HaveWords(found);
    }

    [Fact]
    public void What_the_demo_company_does_has_words_in_every_language() => HaveWords(
        [.. DemoClock.World(DemoClock.Scenario).Customers.SelectMany(c => c.Edits).Select(e => e.Edit.What).Distinct(StringComparer.Ordinal)]);

    [Fact]
    public void An_unknown_code_is_called_as_it_is() => Assert.Equal("folded-away", AuditCards.What(Shelf.Cards.Words("audit", "en-US"), "folded-away"));

    private static void HaveWords(IReadOnlyCollection<string> codes)
    {
        Assert.NotEmpty(codes);
        Shelf.Nothing(
            from code in codes
            from language in CardShelf.Languages
            where AuditCards.What(Shelf.Cards.Words("audit", language), code) == code
            select $"the operation '{code}' has no words in {language}");
    }

    // A new edit, or a method that gives one, up to its first text.
    [GeneratedRegex("""
        \bCustomerEdit\b[^;{}"]*"(?<code>[a-z-]+)"
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Edit();

    // An edit whose type is not written: a code, and then the head.
    [GeneratedRegex("""
        \bnew\(\s*"(?<code>[a-z-]+)",\s*[\w.!]*[hH]ead\b
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnHead();

    // An event that is said without an edit.
    [GeneratedRegex("""
        \.At, "(?<code>[a-z-]+)", EventRow\.
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Said();
}
