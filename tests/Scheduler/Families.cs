namespace CrmBot.Scheduler.Tests;

/// <summary>A run of the model with its place in a family.</summary>
internal sealed record Played(IReadOnlyList<string> Operations, IReadOnlyList<Move> Moves, IReadOnlyList<string> Broken)
{
    public override string ToString() => $"{string.Join(" | ", Operations)}: {string.Join(", ", Moves.Select(m => m is Move.Others o ? $"Others {string.Join(' ', o.Waits)}" : m.ToString()))}: {string.Join("; ", Broken)}";
}

/// <summary>
/// Families of schedules. In each, every process is stopped at every one of its storage calls, so within its bound a family
/// is exhaustive; the bound is how often each is stopped.
/// </summary>
internal static class Families
{
    private const int Most = 60;
    private static readonly int[] Long = [0, 11, 150, 660];

    /// <summary>A writer stops once, for so long that others take its hint, give it up and end its leases; then it goes on, and lives or dies at any later call.</summary>
    public static IAsyncEnumerable<Played> Stalled(string operation, Mutant? mutant) => PairsAsync(
        (i, j) => [new Move.Go(0, i), new Move.Others(Long), new Move.Go(0, j)], [operation], mutant, finish: [[], [0]]);

    /// <summary>A writer died before its commit and was given up; the same operation is sent again and stops once before it goes on.</summary>
    public static async IAsyncEnumerable<Played> GivenUp(string operation, Mutant? mutant)
    {
        for (var dead = 1; dead < 12; dead++)
        {
            await foreach (var one in PairsAsync(
                (i, j) => [new Move.Go(0, dead), new Move.Others(Long), new Move.Go(1, i), new Move.Others(Long), new Move.Go(1, j)], [operation, operation], mutant, finish: [[]], skip: 1))
            {
                yield return one;
            }
        }
    }

    /// <summary>Two writers are stopped once each, and live or die, in either order; a whole pass comes between them or after them.</summary>
    public static async IAsyncEnumerable<Played> Two(string first, string second, Mutant? mutant)
    {
        foreach (var between in new[] { false, true })
        {
            await foreach (var one in PairsAsync(
                (i, j) => between ? [new Move.Go(0, i), new Move.Others(0), new Move.Go(1, j)] : [new Move.Go(0, i), new Move.Go(1, j)],
                [first, second], mutant, finish: [[0, 1], [1, 0], [0], [1], []]))
            {
                yield return one;
            }
        }
    }

    /// <summary>A writer and a pass are stopped once each, while a third process has time to take the writer's hint, but not so long that the pass may not send any more.</summary>
    public static async IAsyncEnumerable<Played> Napping(string operation, Mutant? mutant)
    {
        foreach (var (first, second) in new[] { (0, Model.Pass), (Model.Pass, 0) })
        {
            await foreach (var one in PairsAsync(
                (i, j) => [new Move.Go(first, i), new Move.Go(second, j), new Move.Others(0, 11)], [operation], mutant, finish: [[0, Model.Pass], [Model.Pass, 0]], most: 2))
            {
                yield return one;
            }
        }
    }

    /// <summary>A writer and a pass are stopped once each, and live or die, in either order.</summary>
    public static async IAsyncEnumerable<Played> WithPass(string operation, Mutant? mutant)
    {
        foreach (var (first, second) in new[] { (0, Model.Pass), (Model.Pass, 0) })
        {
            await foreach (var one in PairsAsync(
                (i, j) => [new Move.Go(first, i), new Move.Go(second, j)], [operation], mutant, finish: [[first, second], [first], [second], []], most: 2))
            {
                yield return one;
            }
        }
    }

    /// <summary>The same where nobody dies, so that nothing may be sent twice.</summary>
    public static async IAsyncEnumerable<Played> AllLive(string operation, Mutant? mutant)
    {
        foreach (var (first, second) in new[] { (0, Model.Pass), (Model.Pass, 0) })
        {
            await foreach (var one in PairsAsync((i, j) => [new Move.Go(first, i), new Move.Go(second, j)], [operation], mutant, finish: [[first, second]]))
            {
                yield return one;
            }
        }
    }

    /// <summary>A pass is stopped twice, a writer once in between; all live.</summary>
    public static async IAsyncEnumerable<Played> PassTwice(string operation, Mutant? mutant)
    {
        var ended = new List<bool>();
        for (var (i, more) = (0, true); more; i++)
        {
            for (var (j, moreOfWriter) = (0, true); moreOfWriter; j++)
            {
                for (var (k, moreOfPass) = (1, true); moreOfPass; k++)
                {
                    Move[] moves = [new Move.Go(Model.Pass, i), new Move.Go(0, j), new Move.Go(Model.Pass, k), new Move.Finish(0), new Move.Finish(Model.Pass)];
                    ended.Clear();
                    using var model = new Model([operation], mutant);
                    await model.PlayAsync(moves, ended);
                    yield return new Played([operation], moves, [.. model.Broken]);
                    (more, moreOfWriter, moreOfPass) = (!ended[0], !ended[1], !ended[2]);
                }
            }
        }
    }

    /// <summary>
    /// A writer sleeps a day before a read of its shadows, while another changes the same and tombstones are swept. Not before
    /// a write: how long a write under way can take is bounded by its own time limit, not by a check before it.
    /// </summary>
    public static async IAsyncEnumerable<Played> Overslept(string first, string second, Mutant? mutant)
    {
        for (var i = 0; i < Most; i++)
        {
            var ended = new List<bool>();
            using var model = new Model([first, second], mutant);
            Move[] moves = [new Move.Go(0, i), new Move.Go(1, Most), new Move.Others(0, 11, 25 * 3600), new Move.Look(), new Move.Finish(0)];
            var gate = new Model([first, second], mutant);
            await gate.PlayAsync([new Move.Go(0, i)], []);
            var writes = gate.NextCall(0) == "write";
            gate.Dispose();
            if (writes)
            {
                continue;
            }

            await model.PlayAsync(moves, ended, 2);
            yield return new Played([first, second], moves, [.. model.Broken]);
            if (ended[0])
            {
                yield break;
            }
        }
    }

    private static async IAsyncEnumerable<Played> PairsAsync(
        Func<int, int, IReadOnlyList<Move>> moves, string[] operations, Mutant? mutant, int[][] finish, int skip = 0, int most = 1)
    {
        foreach (var live in finish)
        {
            for (var i = 0; i < Most; i++)
            {
                var more = false;
                for (var j = 0; j < Most; j++)
                {
                    var ended = new List<bool>();
                    using var model = new Model(operations, mutant);
                    IReadOnlyList<Move> all = [.. moves(i, j), .. live.Select(who => new Move.Finish(who))];
                    await model.PlayAsync(all, ended, most);
                    yield return new Played(operations, all, [.. model.Broken]);
                    more = !ended[skip];
                    if (ended[skip + 1])
                    {
                        break;
                    }
                }

                if (!more)
                {
                    break;
                }
            }
        }
    }
}
