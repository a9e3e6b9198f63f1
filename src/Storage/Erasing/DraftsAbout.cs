namespace CrmBot.Storage;

/// <summary>Forms that people have begun: one whose words name what is erased goes, whoever it belongs to.</summary>
internal sealed class DraftsAbout(ITables tables)
{
    private const int PeopleAtOnce = 50;

    /// <returns>How many were removed.</returns>
    public async ValueTask<int> RemoveAsync(string tenant, IReadOnlyList<string> words, CancellationToken ct)
    {
        var (redaction, removed) = (new Redaction(words), 0);
        string? next = null;
        do
        {
            var page = await tables.QueryAsync(RowRange.Prefix(Keys.Crm, Keys.People(tenant), Keys.Everyone), PeopleAtOnce, next, ct);
            foreach (var person in page.Rows.Select(r => r.As(StoreJson.Default.KeptPerson).It.Id))
            {
                var partition = Keys.OfPerson(tenant, person);
                foreach (var draft in await tables.AllAsync(RowRange.Prefix(Keys.Crm, partition, Keys.Drafts), ct))
                {
                    if (Tells(draft, redaction))
                    {
                        await tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, [new Change.Delete(draft.RowKey, null)]), ct);
                        removed++;
                    }
                }
            }

            next = page.Next;
        }
        while (next is not null);

        return removed;
    }

    /// <summary>What was said in it, or what it was filled with, names one of the words.</summary>
    public static bool Tells(Row draft, Redaction words) =>
        draft.As(StoreJson.Default.KeptDraft).It is { } it && (it.Said ?? it.Content) is not null && FilesAbout.Tells(draft.Data.Span, words);
}
