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
        var codes = (
            from file in System.IO.Directory.EnumerateFiles(Path.Combine(Shelf.Root, "src"), "*.cs", SearchOption.AllDirectories)
            from Match edit in Edit().Matches(File.ReadAllText(file))
            select edit.Groups["code"].Value).Distinct(StringComparer.Ordinal).ToList();

        // Found at all the ways an edit is written.
        Assert.Empty(new[] { "created", "reassigned", "step-snoozed", "erased" }.Except(codes, StringComparer.Ordinal));
        Shelf.Nothing(
            from code in codes
            from language in CardShelf.Languages
            where AuditCards.What(Shelf.Cards.Words("audit", language), code) == code
            select $"the operation '{code}' has no words in {language}");
    }

    [Fact]
    public void An_unknown_code_is_called_as_it_is() => Assert.Equal("folded-away", AuditCards.What(Shelf.Cards.Words("audit", "en-US"), "folded-away"));

    // A new edit, or a method that gives one, up to its first text.
    [GeneratedRegex("""
        \bCustomerEdit\b[^;{}"]*"(?<code>[a-z-]+)"
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Edit();
}
