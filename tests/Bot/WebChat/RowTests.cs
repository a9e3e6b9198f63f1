using System.Text.Json.Nodes;
using CrmBot.Bot.Tests.Contract;
using CrmBot.Bot.WebChat;
using CrmBot.Storage.Tests.Schema;

namespace CrmBot.Bot.Tests.WebChat;

/// <summary>Rows of the page's history that older bots stored are read for ever.</summary>
public sealed class RowTests
{
    private static readonly RowCorpus Corpus = new(Path.Combine(Shelf.Root, "tests", "Bot", "WebChat", "rows.json"), [ChatJson.Plain]);

    [Fact]
    public void Every_row_that_was_ever_stored_is_read_and_nothing_of_it_is_lost()
    {
        Assert.NotEmpty(Corpus.Read());
        Assert.All(Corpus.Read(), row => Assert.Null(RowCorpus.Lost(JsonNode.Parse(row.Row), JsonNode.Parse(Corpus.Again(row)))));
    }

    [Fact]
    public void No_row_type_changes_how_it_is_stored_unseen() => Assert.Equal([], Corpus.Faults());

    [Fact]
    public void A_row_that_names_no_version_is_of_the_first()
    {
        var row = new Storage.Row("p", "r", new Storage.ETag("1"), """{"number":3,"accepted":true}"""u8.ToArray());
        Assert.Equal(new ChatSent(3, true), Storage.RowSchema.Read(row, ChatJson.Plain.ChatSent, unsaid: 1));
    }
}
