using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Import;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Fields;

/// <summary>The fields that a company adds to its follow-up form. Administrators change them in chat; everybody else is told who can.</summary>
internal sealed class FieldsCapability(FieldStore store, FieldBooks books, Headers headers) : ICapability
{
    public string Name => "fields";

    public void Map(Routes routes) => routes
        .Text("fields", Ask)
        .Card("fields/list", FieldJson.Default.ListForm, (turn, _, ct) => AsAdminAsync(turn, book => Listed(turn, book), ct))
        .Card("fields/new", FieldJson.Default.ListForm, (turn, _, ct) => AsAdminAsync(turn, book => Reply.Replace(FieldCards.New(turn, book)), ct))
        .Card("fields/open", FieldJson.Default.OneForm, (turn, form, ct) => AsAdminAsync(turn, book => Opened(turn, book, Ids.Given(form.Field)), ct))
        .Card("fields/save", FieldJson.Default.SavedForm, Save)
        .Card("fields/up", FieldJson.Default.FieldForm, (turn, form, ct) => Move(turn, form, true, ct))
        .Card("fields/down", FieldJson.Default.FieldForm, (turn, form, ct) => Move(turn, form, false, ct))
        .Card("fields/retire", FieldJson.Default.OneForm, (turn, form, ct) => Set(turn, form, FieldEdits.Retire, "retired", ct))
        .Card("fields/restore", FieldJson.Default.OneForm, (turn, form, ct) => Set(turn, form, FieldEdits.Restore, "restored", ct));

    private Task<Reply> Ask(Turn turn, Meaning meaning, CancellationToken ct) => AsAdminAsync(
        turn, book => Reply.Say(meaning.Values.GetValueOrDefault("what") == "add" ? FieldCards.New(turn, book) : FieldCards.List(turn, book)), ct);

    private Task<Reply> Save(Turn turn, SavedForm form, CancellationToken ct) => AsAdminAsync(turn, async book =>
    {
        var (asked, faults) = FieldAsking.Of(turn, form, book);
        if (faults.Count == 0 && headers.Own(asked.Chinese, asked.English) is { } own)
        {
            faults = [Problem.Whole(turn.Words("fields").Format("builtIn", ("name", own)))];
        }

        if (faults.Count > 0)
        {
            return Reply.Replace(FieldCards.Edit(turn, book, form, faults));
        }

        switch (FieldEdits.Put(book, asked))
        {
            case FieldDecision.No no:
                return Reply.Replace(FieldCards.Edit(turn, book, form, [FieldAsking.Fault(turn, no)]));
            case FieldDecision.Changed changed:
                // What was seen is older: whatever changed since is shown beside what was typed, and decided on by a person.
                if (Rev(form.Rev) != book.Rev || !await SaveAsync(turn, changed, asked.Id, ct))
                {
                    return Reply.Replace(FieldCards.Edit(turn, await store.GetAsync(turn.Tenant, ct), form, [Problem.Whole(turn.Words("fields")["changedSince"])]));
                }

                return Listed(turn, changed.Book, Said(turn, changed.Book, asked.Id, changed.What == "field-added" ? "added" : "saved"), done: true);
            default:
                return Listed(turn, book, Said(turn, book, asked.Id, book.Find(asked.Id) is { Version: 1 } ? "added" : "saved"), done: true);
        }
    }, ct);

    /// <summary>The card stays, with what was typed, so that a field can be moved on.</summary>
    private Task<Reply> Move(Turn turn, FieldForm form, bool up, CancellationToken ct) => AsAdminAsync(turn, async book =>
    {
        var typed = SavedForm.Of(form);
        var seen = Rev(form.Rev) == book.Rev;
        if (seen && FieldEdits.Move(book, Ids.Given(form.Field), up) is FieldDecision.Changed changed)
        {
            seen = await SaveAsync(turn, changed, Ids.Given(form.Field), ct);
            book = seen ? changed.Book : await store.GetAsync(turn.Tenant, ct);
        }

        return Reply.Replace(FieldCards.Edit(turn, book, typed, seen ? [] : [Problem.Whole(turn.Words("fields")["changedSince"])]));
    }, ct);

    private Task<Reply> Set(Turn turn, OneForm form, Func<FieldBook, string, FieldDecision> decide, string said, CancellationToken ct) => AsAdminAsync(turn, async book =>
    {
        var id = Ids.Given(form.Field);
        switch (decide(book, id))
        {
            case FieldDecision.No no:
                return Listed(turn, book, FieldAsking.Fault(turn, no).Text);
            case FieldDecision.Changed changed when !await SaveAsync(turn, changed, id, ct):
                return Listed(turn, await store.GetAsync(turn.Tenant, ct), turn.Words("fields")["changedMeanwhile"]);
            case FieldDecision.Changed changed:
                return Listed(turn, changed.Book, Said(turn, changed.Book, id, said), done: true);
            default:
                return Listed(turn, book, Said(turn, book, id, said), done: true);
        }
    }, ct);

    private async Task<bool> SaveAsync(Turn turn, FieldDecision.Changed changed, string fieldId, CancellationToken ct)
    {
        if (!await store.SaveAsync(Change(turn), changed.Book, changed.What, fieldId, ct))
        {
            return false;
        }

        books.Changed(turn.Tenant, changed.Book);
        return true;
    }

    private static Reply Opened(Turn turn, FieldBook book, string id) => book.Find(id) is { } field
        ? Reply.Replace(FieldCards.Edit(turn, book, FieldAsking.FormOf(turn, field, book.Rev), []))
        : Listed(turn, book, turn.Words("fields")["noField"]);

    private static Reply Listed(Turn turn, FieldBook book, string note = "", bool done = false) => Reply.Replace(FieldCards.List(turn, book, note, done));

    private static string Said(Turn turn, FieldBook book, string id, string what)
    {
        var (words, name) = (turn.Words("fields"), book.Find(id)?.NameIn(turn.Say.Language) ?? id);
        return what switch
        {
            "added" => words.Format("added", ("name", name)),
            "saved" => words.Format("saved", ("name", name)),
            "retired" => words.Format("retired", ("name", name)),
            _ => words.Format("restored", ("name", name)),
        };
    }

    private Task<Reply> AsAdminAsync(Turn turn, Func<FieldBook, Reply> answer, CancellationToken ct) =>
        AsAdminAsync(turn, book => Task.FromResult(answer(book)), ct);

    /// <summary>With the fields as they are now.</summary>
    private async Task<Reply> AsAdminAsync(Turn turn, Func<FieldBook, Task<Reply>> answer, CancellationToken ct) => turn.Me.Role == Role.Admin
        ? await answer(await store.GetAsync(turn.Tenant, ct))
        : Reply.Say(Answer.Text(turn.Words("fields")["onlyAdmin"]));

    private static FieldsChange Change(Turn turn) => new(turn.Tenant, turn.OpId, turn.Me.Id, turn.Now);

    private static int Rev(string? said) => int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var rev) ? rev : -1;
}
