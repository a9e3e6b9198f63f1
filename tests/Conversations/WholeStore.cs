using System.Text;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>What is left of a word, in the store and in the chats.</summary>
internal static class WholeStore
{
    /// <summary>Where the word stands in the stored rows of any table; empty when nowhere.</summary>
    public static async Task<string> FoundAsync(BotUnderTest bot, string word)
    {
        var tables = bot.Services.GetRequiredService<ITables>();
        var found = new StringBuilder();
        foreach (var table in StoreCopy.Tables)
        {
            string? next = null;
            do
            {
                var page = await tables.QueryAsync(new RowRange(table, "", "\uffff"), 1000, next, CancellationToken.None);
                foreach (var row in page.Rows.Where(r => System.Text.RegularExpressions.Regex.Unescape(Encoding.UTF8.GetString(r.Data.Span).Replace("\\\"", "", StringComparison.Ordinal).Replace("\\\\", "", StringComparison.Ordinal)).Contains(word, StringComparison.Ordinal)))
                {
                    found.AppendLine($"{table} {row.PartitionKey} {row.RowKey} {Encoding.UTF8.GetString(row.Data.Span)}");
                }

                next = page.Next;
            }
            while (next is not null);
        }

        return found.ToString();
    }

    /// <summary>Where one of the words stands on what people have in their chats now, of all that the bot ever sent; empty when nowhere.</summary>
    public static IReadOnlyList<string> Shown(BotUnderTest bot, params string[] words) =>
    [
        .. bot.Teams.All.GroupBy(s => (s.Conversation, s.ActivityId)).Select(g => g.MaxBy(s => s.Order)!)
            .Where(s => words.Any(w => System.Text.RegularExpressions.Regex.Unescape(s.Activity.GetRawText().Replace("\\\"", "", StringComparison.Ordinal).Replace("\\\\", "", StringComparison.Ordinal)).Contains(w, StringComparison.Ordinal)))
            .Select(s => $"{s.Conversation} {s.ActivityId}: {s.Read}"),
    ];

    /// <summary>Awaits the end of the job of an operation.</summary>
    public static async Task FinishedAsync(BotUnderTest bot, string opId)
    {
        var jobs = bot.Services.GetRequiredService<JobStore>();
        for (var waited = 0; waited < 600; waited++)
        {
            if (await jobs.GetAsync("demo", opId, CancellationToken.None) is { Job.State: not JobState.Open } ended)
            {
                Assert.Equal(JobState.Finished, ended.Job.State);
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        Assert.Fail($"The job {opId} did not end.");
    }
}
