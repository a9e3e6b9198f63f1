using CrmBot.Domain;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>
/// The table contract on Azure Table Storage, for any number of bots. A row's version is the service's own. A change set is
/// one entity group transaction; sets of one call are written one after the other. Tables are made when they are first
/// written. See <see cref="EntityLayout"/> for how a row lies there and <see cref="SetWriter"/> for lost answers.
/// </summary>
public sealed class AzureTables : ITables
{
    private readonly TableServiceClient service;
    private readonly SetWriter writer;

    /// <exception cref="StorageSettingException">The settings lead to no account.</exception>
    public AzureTables(AzureTablesOptions options, IIds ids, TimeProvider machine, ILogger<AzureTables> log)
    {
        service = new TableServiceClient(options, machine, log);
        writer = new SetWriter(service, ids, log);
    }

    public async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        Limits.CheckKey(table, partitionKey, rowKey);
        ct.ThrowIfCancellationRequested();
        return (await service.GetTableClient(table).GetEntityAsync(partitionKey, rowKey, ct))?.Row;
    }

    /// <inheritdoc/>
    /// <remarks>A page of ours may take several of the service's, which may be short or empty. Its continuation names the last row.</remarks>
    public async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        Limits.Check(range, take);
        ct.ThrowIfCancellationRequested();
        var table = service.GetTableClient(range.Table);
        var rows = new List<Row>(Math.Min(take, 64));
        var bytes = 0;
        foreach (var filter in Filters(range, next))
        {
            string? more = null;
            do
            {
                // One row more than is asked for tells whether this page is the last.
                var page = await table.QueryAsync(filter, Math.Min(Limits.RowsInPage, take + 1 - rows.Count), more, ct);
                foreach (var (row, _) in page.Entities)
                {
                    if (rows.Count == take || bytes >= Limits.PageBytes)
                    {
                        return new RowPage(rows, PageToken.Of(KeyBytes.Of(rows[^1].PartitionKey), KeyBytes.Of(rows[^1].RowKey)));
                    }

                    bytes += row.Data.Length;
                    rows.Add(row);
                }

                more = page.Next;
            }
            while (more is not null);
        }

        return new RowPage(rows, null);
    }

    /// <inheritdoc/>
    /// <remarks>Cancelling stops the waiting; a change that is already on its way may still be kept.</remarks>
    public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        // Copied, so that what is written is what was checked.
        var copies = sets.Select(set => set with { Changes = [.. set.Changes.Select(Known)] }).ToArray();
        Limits.Check(copies);
        ct.ThrowIfCancellationRequested();
        IReadOnlyList<ETag>? versions = null;
        for (var i = 0; i < copies.Length; i++)
        {
            (var because, var at, versions) = await writer.ApplyAsync(copies[i], ct);
            if (because != Refusal.None)
            {
                return new Applied(i, because, at);
            }
        }

        return new Applied(copies.Length) { Tags = copies.Length == 1 ? versions : null };
    }

    // What the service never gave out matches no row. It would call it malformed, so it is asked with a version that no row has.
    private static Change Known(Change change) => change switch
    {
        Change.Replace replace when !ETags.IsOurs(replace.If) => replace with { If = ETags.Never },
        Change.Delete { If: { } version } delete when !ETags.IsOurs(version) => delete with { If = ETags.Never },
        _ => change,
    };

    private static IEnumerable<string> Filters(RowRange range, string? next)
    {
        if (next is null)
        {
            return [TableFilter.Of(range)];
        }

        var (partition, row) = PageToken.Read(next);
        var after = KeyBytes.Text(partition);
        return range.ToPartition is null && after != range.FromPartition
            ? throw new ArgumentException(PageToken.Foreign, nameof(next))
            : TableFilter.After(range, after, KeyBytes.Text(row));
    }
}
