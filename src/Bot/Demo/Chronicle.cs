using CrmBot.Domain;

namespace CrmBot.Bot.Demo;

/// <summary>Writes the operations of one customer in the order of time, each on the head the one before it left.</summary>
internal sealed class Chronicle(Customer first)
{
    private readonly List<(DateTimeOffset At, string ById, Func<string, Customer, CustomerEdit> Change)> planned = [];

    /// <summary>Plans an operation. <paramref name="change"/> gets the operation's id and the head it finds.</summary>
    public void Add(DateTimeOffset at, string byId, Func<string, Customer, CustomerEdit> change) => planned.Add((at, byId, change));

    public DemoCustomer Write()
    {
        var head = first;
        var edits = new List<DemoEdit>(planned.Count);
        foreach (var (at, byId, change) in planned.OrderBy(p => p.At))
        {
            var opId = Ids.Hash("demo", head.Id, edits.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var when = edits.Count > 0 && at <= edits[^1].At ? edits[^1].At.AddMinutes(1) : at;
            var edit = change(opId, head);
            edits.Add(new DemoEdit(when, byId, opId, edit));
            head = edit.Head;
        }

        return new DemoCustomer(head.Id, edits);
    }
}
