using System.Text;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>Files that wait to be moved in: kept in parts, read in order, and gone without a trace.</summary>
public sealed class FileStoreTests
{
    private readonly MemoryTables _tables = new();
    private readonly FakeClock _clock = new(Sample.Start);

    [Fact]
    public async Task Parts_come_in_their_order_and_a_section_goes_alone()
    {
        var files = new FileStore(_tables, _clock);
        await files.PutAsync("t", "f", "wm", "{}", CancellationToken.None);
        for (var i = 11; i >= 0; i--)
        {
            await files.PutPartAsync("t", "f", 'r', i, Part(i), CancellationToken.None);
            await files.PutPartAsync("t", "f", 'f', i, Part(100 + i), CancellationToken.None);
        }

        Assert.Equal(Enumerable.Range(0, 12).Select(Text), await TextsAsync(files, 'r'));
        await files.RemovePartsAsync("t", "f", 'r', CancellationToken.None);
        Assert.Equal([], await TextsAsync(files, 'r'));
        Assert.Equal(12, (await TextsAsync(files, 'f')).Count);
        Assert.Equal("wm", (await files.GetAsync("t", "f", CancellationToken.None))!.PersonId);
    }

    [Fact]
    public async Task What_is_old_goes_whole_and_what_is_new_stays()
    {
        var files = new FileStore(_tables, _clock);
        await files.PutAsync("t", "old", "wm", "{}", CancellationToken.None);
        await files.PutPartAsync("t", "old", 'r', 0, Part(0), CancellationToken.None);
        _clock.Advance(TimeSpan.FromHours(2));
        await files.PutAsync("t", "new", "wm", "{}", CancellationToken.None);

        Assert.Equal(1, await files.SweepAsync(TimeSpan.FromHours(1), CancellationToken.None));

        Assert.Equal(1, _tables.Count(Keys.Files));
        Assert.NotNull(await files.GetAsync("t", "new", CancellationToken.None));
    }

    private static byte[] Part(int number) => Encoding.UTF8.GetBytes(Text(number));

    private static string Text(int number) => $"{{\"n\":{number}}}";

    private static async Task<List<string>> TextsAsync(FileStore files, char section)
    {
        var texts = new List<string>();
        await foreach (var part in files.PartsAsync("t", "f", section, CancellationToken.None))
        {
            texts.Add(Encoding.UTF8.GetString(part.Span));
        }

        return texts;
    }
}
