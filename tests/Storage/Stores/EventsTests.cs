using CrmBot.Domain;

namespace CrmBot.Storage.Tests.Stores;

public sealed class EventsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(25, 25)]
    [InlineData(26, 3)]
    [InlineData(70, 7)]
    public void Many_events_share_rows_and_are_read_as_they_were(int count, int rows)
    {
        List<EventRow> events = [.. Enumerable.Range(0, count).Select(i => new EventRow(1, 3, "op", "ann", Sample.Start, "reassigned", EventRow.Step, $"s{i}") { Owner = "文\"", State = StepState.Open })];
        List<EventRow> packed = [.. Events.Packed(events)];
        Assert.Equal(rows, packed.Count);
        Assert.Equal(events, Events.Unpacked(packed.Select(p => Rows.As(new Row("p", "r", default, Rows.Bytes(p, StoreJson.Default.EventRow)), StoreJson.Default.EventRow))));
    }
}
