using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Tests.Contract;
using CrmBot.Domain;

namespace CrmBot.Bot.Tests.Fields;

/// <summary>What an administrator may add leaves the form small enough to be sent.</summary>
public sealed class FormSizeTests
{
    /// <summary>What Teams takes of a message, as text. Source: Teams' limits of bot messages.</summary>
    private const int MostBytes = 28 * 1024;

    private static readonly JsonTypeInfo<JsonNode> AnyJson = (JsonTypeInfo<JsonNode>)JsonSerializerOptions.Default.GetTypeInfo(typeof(JsonNode));

    [Fact]
    public void The_longest_fields_that_are_allowed_fit_on_every_sample_of_the_form()
    {
        foreach (var (language, book) in new[] { "zh-CN", "en-US" }.SelectMany(l => new[] { (l, Choices()), (l, Lines()) }))
        {
            foreach (var (name, data) in Shelf.Samples("follow-ups/form"))
            {
                var model = JsonNode.Parse(data.GetRawText())!.AsObject();
                model["fields"] = new JsonArray([.. book.Live.Select(f => Input(f, language))]);
                var bytes = Shelf.Cards.Render("follow-ups/form", language, (JsonNode)model, AnyJson, Speaker.Host("sample")).Length;
                Assert.True(bytes <= MostBytes, $"sample '{name}' in {language} with {book.Live.Count()} fields has {bytes} bytes");
            }
        }
    }

    private static FieldBook Choices() => Filled(i => new FieldAsked(
        $"field0000000{i:D4}", new string('字', 37) + $"{i:D3}", $"Field {i}", FieldKind.Choice, true,
        [.. Enumerable.Range(0, FieldEdits.MostChoices).Select(c => new FieldChoice($"choice0000{i:D3}{c:D3}", new string('选', 10) + $"{c:D2}", $"Choice {c}"))], [], []));

    private static FieldBook Lines() => Filled(i => new FieldAsked($"field0000000{i:D4}", new string('字', 37) + $"{i:D3}", $"Field {i}", FieldKind.Text, true, [], [], []));

    /// <summary>As many as are taken.</summary>
    private static FieldBook Filled(Func<int, FieldAsked> nth)
    {
        var book = FieldBook.None;
        for (var i = 0; FieldEdits.Put(book, nth(i)) is FieldDecision.Changed changed; i++)
        {
            book = changed.Book;
        }

        return book;
    }

    /// <summary>With a value in it, and what is wrong with it.</summary>
    private static JsonObject Input(FieldDefinition field, string language) => new()
    {
        ["id"] = field.Id,
        ["chosen"] = field.Kind == FieldKind.Choice,
        ["dated"] = false,
        ["label"] = field.NameIn(language),
        ["required"] = true,
        ["hint"] = "例:1200.50",
        ["value"] = field.Kind == FieldKind.Choice ? field.Choices[0].Id : new string('v', 20),
        ["options"] = new JsonArray([.. field.Choices.Select(c => new JsonObject { ["title"] = c.NameIn(language), ["value"] = c.Id })]),
        ["wrong"] = "请填写,这一项必填。",
    };
}
