using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// Copies a whole store to another engine, byte for byte. Nobody may write either side meanwhile. A copy that was stopped,
/// however it was, goes on from its mark in the target; rows that stand there already are left as they are, and the comparison
/// at the end finds what changed in the source meanwhile. A page of rows at a time is in memory.
/// </summary>
public sealed class StoreCopy
{
    /// <summary>Every table there is, in the order in which they are copied.</summary>
    public static readonly IReadOnlyList<string> Tables =
        [Keys.Crm, Keys.Index, Keys.Prompts, Keys.Due, Keys.Work, Keys.Sys, Keys.Inbox, Keys.Files, "web"];

    private readonly ITables _source;
    private readonly ITables _target;
    private readonly string _name;
    private readonly CopyMark _mark;

    /// <param name="name">What tells this source from others.</param>
    public StoreCopy(ITables source, ITables target, string name)
    {
        _source = source;
        _target = target;
        _name = Ids.Hash(name);
        _mark = new CopyMark(target);
    }

    /// <exception cref="StorageUnavailableException">Run it again to go on.</exception>
    public async Task<CopyOutcome> RunAsync(Action<CopyProgress> told, CancellationToken ct)
    {
        var mark = await _mark.ReadAsync(ct);
        if (mark is null)
        {
            if (await HeldAsync(ct) is { } table)
            {
                return new CopyOutcome.NotEmpty(table);
            }

            mark = new CopyRow(Rows.V, _name, Tables[0], null, 0);
            await _mark.WriteAsync(mark, ct);
        }
        else if (mark.Source != _name)
        {
            return new CopyOutcome.OtherCopy();
        }

        foreach (var table in Tables.SkipWhile(t => t != mark.Table))
        {
            await CopyAsync(mark.Table == table ? mark : mark with { Table = table, Next = null, Rows = 0 }, told, ct);
        }

        var proofs = new List<TableProof>();
        foreach (var table in Tables)
        {
            proofs.Add(await TableComparison.RunAsync(_source, _target, table, told, ct));
        }

        var outcome = new CopyOutcome.Compared(proofs);
        if (outcome.IsEqual)
        {
            await _mark.RemoveAsync(ct);
        }

        return outcome;
    }

    /// <summary>All rows of a table but the mark.</summary>
    internal static RowRange Whole(string table) => new(table, "", "\uffff");

    private async Task CopyAsync(CopyRow mark, Action<CopyProgress> told, CancellationToken ct)
    {
        var writer = new CopyWriter(_target, mark.Table);
        var (next, rows) = (mark.Next, mark.Rows);
        do
        {
            var page = await _source.QueryAsync(Whole(mark.Table), Rows.PageSize, next, ct);
            await writer.WriteAsync([.. page.Rows.Where(r => !CopyMark.IsMark(mark.Table, r))], ct);
            (next, rows) = (page.Next, rows + page.Rows.Count);
            if (next is not null)
            {
                await _mark.WriteAsync(mark with { Next = next, Rows = rows }, ct);
            }

            told(new CopyProgress(mark.Table, rows, false));
        }
        while (next is not null);

        // A stop before the next table's first mark writes this page once more.
        await _mark.WriteAsync(Tables.SkipWhile(t => t != mark.Table).Skip(1).FirstOrDefault() is { } after
            ? mark with { Table = after, Next = null, Rows = 0 }
            : mark with { Next = next, Rows = rows }, ct);
    }

    private async Task<string?> HeldAsync(CancellationToken ct)
    {
        foreach (var table in Tables)
        {
            if ((await _target.QueryAsync(Whole(table), 1, null, ct)).Rows.Count > 0)
            {
                return table;
            }
        }

        return null;
    }
}
