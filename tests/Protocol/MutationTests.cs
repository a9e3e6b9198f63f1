using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;

namespace CrmBot.Protocol.Tests;

/// <summary>Measures the memory of the whole process, so nothing runs beside it.</summary>
[CollectionDefinition(nameof(MutationTests), DisableParallelization = true)]
public sealed class MutationsAlone;

/// <summary>Real activities, damaged at random: the reader and the endpoint have an answer to each. A failure names the number of its mutant.</summary>
[Collection(nameof(MutationTests))]
public sealed class MutationTests
{
    private const int First = 20250910;
    private const int Count = 100_000;

    private static readonly Mutants s_mutants = new(Mutants.Samples);

    [Fact]
    public void The_reader_never_throws()
    {
        var read = 0;
        var times = LongRun.Times(20_000);
        for (var number = First; number < First + times; number++)
        {
            try
            {
                if (ActivityReader.Parse(s_mutants.Of(number)) is ActivityParse.Ok { Activity: var activity })
                {
                    read++;
                    Touch(activity);
                }
            }
            catch (Exception fault)
            {
                Assert.Fail($"mutant {number}: {fault}\n{Encoding.UTF8.GetString(s_mutants.Of(number))}");
            }
        }

        Assert.InRange(read, times / 4, times * 19 / 20);
    }

    [Fact]
    public async Task A_hundred_thousand_mutants_get_an_answer_each_and_leave_nothing_in_memory()
    {
        var turns = new ConcurrentQueue<WeakReference>();
        var taken = 0;
        await using var bot = await BotHost.StartAsync(
            (activity, _) =>
            {
                Touch(activity);
                if (Interlocked.Increment(ref taken) % 50 == 0)
                {
                    turns.Enqueue(new WeakReference(activity));
                }

                return Task.FromResult<InvokeResponse?>(InvokeResponse.Empty());
            },
            // The refusals would fill the memory that is measured; faults are errors.
            build: builder => builder.Logging.AddFilter(static (_, level) => level >= LogLevel.Error));

        await PostAsync(bot, First, Count / 5);
        var early = Retained();
        await PostAsync(bot, First + (Count / 5), Count - (Count / 5));
        var late = Retained();

        Assert.Equal("", bot.Log.Text);
        Assert.Equal(0, bot.Gate.Count);
        Assert.InRange(taken, Count / 4, Count * 19 / 20);
        // Those of the last requests may still hang on their connections.
        Assert.InRange(turns.Count(t => t.IsAlive), 0, 4);
        // An activity has at least a kilobyte: one in ten kept would be more.
        Assert.True(late - early < 3_000_000, $"{late - early} bytes more after {Count * 4 / 5} requests");
    }

    private static async Task PostAsync(BotHost bot, int first, int count)
    {
        var wrong = new ConcurrentQueue<string>();
        var next = first - 1;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < first + count && wrong.IsEmpty)
            {
                using var response = await bot.PostAsync(s_mutants.Of(number));
                if ((int)response.StatusCode is not (200 or 400))
                {
                    wrong.Enqueue($"mutant {number}: {response.StatusCode}\n{Encoding.UTF8.GetString(s_mutants.Of(number))}");
                }
            }
        })));
        Assert.Empty(wrong);
    }

    private static long Retained()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static void Touch(Activity activity)
    {
        Assert.NotEqual("", activity.Type);
        Assert.NotEqual("", ConversationReference.Of(activity).ConversationId);
        _ = (activity.TextWithoutMention, activity.Timezone, activity.BotWasAdded, activity.BotWasRemoved);
        _ = (activity.Value?.GetRawText(), activity.ChannelData?.GetRawText());
        foreach (var entity in activity.Entities)
        {
            _ = entity.ToString();
        }

        OutboundHosts.Allows(activity.ServiceUrl, allowLoopback: true);
    }
}
