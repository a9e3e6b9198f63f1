using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Reminders;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Plans;

/// <summary>What people want to be reminded of, in their own words: set, list, put off, take back.</summary>
internal sealed class PlansCapability(
    OpenItems items, ReminderSteps steps, Upcoming upcoming, Reminding reminding, CustomerFinder finder) : ICapability
{
    private const int MostRows = 10;

    /// <summary>Things that one sentence puts off; more is a list to be looked at.</summary>
    private const int MostPutOff = 100;

    /// <summary>How long a customer is muted from a button. Source: product decision.</summary>
    private const int MuteDays = 30;

    public string Name => "plans";

    public void Map(Routes routes) => routes
        .Text("remind_create", Create)
        .Text("remind_list", (turn, meaning, ct) => upcoming.SayAsync(turn, meaning, ct))
        .Text("remind_cancel", Cancel)
        .Text("remind_snooze", PutOff)
        .Card("plans/list", PlanJson.Default.FromForm, (turn, form, ct) => upcoming.SayAsync(turn, null, form.From, ct))
        .Card("plans/cancel", PlanJson.Default.ItemForm, CancelOne)
        .Card("plans/move", PlanJson.Default.DayForm, Move);

    private Task<Reply> Create(Turn turn, Meaning meaning, CancellationToken ct) => reminding.SetAsync(turn, meaning, ct);

    private async Task<Reply> Cancel(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("plans");
        var said = meaning["customer"] ?? meaning["text"] ?? "";
        var all = await items.OfAsync(turn.Tenant, turn.Me.Id, ct);
        var customer = await finder.FindAsync(turn.Tenant, turn.Me, said, ct) is Meant.One one ? one.Customer : null;
        var named = all.Where(i => (customer is not null && i.CustomerId == customer.CustomerId) || IsNamed(i.Step.What, said)).ToList();
        if (named.Count == 0)
        {
            return Reply.Say(Answer.Text(words.Format("noneAbout", ("what", said)), words["upcomingSay"]));
        }

        var until = turn.Today.AddDays(MuteDays);
        var canMute = customer is not null && named.Exists(i => i.CustomerId == customer.CustomerId);
        var title = words.Format("whichToCancel", ("what", said));
        var model = new PickModel(
            title, [.. named.Take(MostRows).Select(i => PlanCards.Row(turn, i))], canMute ? customer!.CustomerId : "",
            CardDay.Text(until),
            canMute ? words.Format("muteUntil", ("day", turn.Say.Day(until, turn.Today))) : "");
        return Reply.Say(Answer.Of("plans/pick", model, PlanCardJson.Default.PickModel, title));
    }

    private async Task<Reply> CancelOne(Turn turn, ItemForm form, CancellationToken ct)
    {
        var words = turn.Words("plans");
        var item = await FindAsync(turn, form.Customer, form.Step, ct);
        if (item is null)
        {
            return Reply.Replace(PlanCards.Settled(words["gone"]));
        }

        return await ChangeAsync(turn, item, StepAct.Cancel(turn.Now), ct)
            ? Reply.Replace(PlanCards.Settled(words.Format("cancelled", ("what", item.Step.What)), turn.ByMe))
            : Reply.Replace(PlanCards.Settled(words["gone"]));
    }

    /// <summary>The other day that was offered.</summary>
    private async Task<Reply> Move(Turn turn, DayForm form, CancellationToken ct)
    {
        var words = turn.Words("plans");
        var item = await FindAsync(turn, form.Customer, form.Step, ct);
        if (item is null || CardDay.Read(form.Day) is not { } day || day < turn.Today)
        {
            return Reply.Replace(PlanCards.Settled(words["gone"]));
        }

        var (on, time) = WhenSaid.Ahead(turn, day, item.Step.DueTime);
        await ChangeAsync(turn, item, StepAct.PutOff(on, time), ct);
        return await FindAsync(turn, form.Customer, form.Step, ct) is { } moved
            ? Reply.Replace(PlanCards.Set(turn, moved, "", null))
            : Reply.Replace(PlanCards.Settled(words["gone"]));
    }

    /// <summary>Everything due by now, or everything of one customer, to another day.</summary>
    private async Task<Reply> PutOff(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("plans");
        if (WhenSaid.Of(turn, meaning) is not { } when || when.Day <= turn.Today)
        {
            return Reply.Say(Answer.Text(words["putOffToWhen"], words["putOffTomorrowSay"], words["putOffMondaySay"]));
        }

        var all = await items.OfAsync(turn.Tenant, turn.Me.Id, ct);
        var said = meaning["customer"];
        var customer = said is not null && await finder.FindAsync(turn.Tenant, turn.Me, said, ct) is Meant.One one ? one.Customer : null;
        if (said is not null && customer is null)
        {
            return Reply.Say(Answer.Text(words.Format("noneAbout", ("what", said)), words["upcomingSay"]));
        }

        var due = all.Where(i => customer is null ? Due.IsForToday(i.Step, turn.Now) : i.CustomerId == customer.CustomerId).Take(MostPutOff).ToList();
        var day = turn.Say.Day(when.Day, turn.Today);
        if (due.Count == 0)
        {
            return Reply.Say(Answer.Text(words["nothingToPutOff"], words["upcomingSay"]));
        }

        if (customer is null && due.Count > 1 && !meaning.Values.ContainsKey("all"))
        {
            return Reply.Say(Answer.Text(words.Format("putOffAll", ("count", due.Count), ("day", day)), words.Format("putOffAllSay", ("day", when.Day.ToString("O", CultureInfo.InvariantCulture)))));
        }

        var moved = new List<OpenItem>();
        foreach (var item in due)
        {
            if (await ChangeAsync(turn, item, StepAct.PutOff(when.Day, when.Time), ct))
            {
                moved.Add(item with { Step = Filing.Replanned(item.Step, when.Day, when.Time) });
            }
        }

        var rows = moved.Take(MostRows).Select(i => PlanCards.Row(turn, i)).ToList();
        var title = words.Format("putOff", ("count", moved.Count), ("day", day));
        var left = due.Count - moved.Count;
        var model = new ListModel(
            title, left > 0 ? words.Format("notPutOff", ("count", left)) : "", rows, moved.Count > rows.Count ? words.Format("more", ("count", moved.Count - rows.Count)) : "", "", "", "");
        return Reply.Say(Answer.Of("plans/list", model, PlanCardJson.Default.ListModel, title));
    }

    private async Task<bool> ChangeAsync(Turn turn, OpenItem item, StepAct act, CancellationToken ct) =>
        await steps.ChangeAsync(turn, new ReminderForm(item.CustomerId, item.Step.Id, item.Step.Ver.ToString(CultureInfo.InvariantCulture)), act, ct) is Press.Done or Press.Again;

    private static bool IsNamed(string what, string said) =>
        said.Length > 1 && CultureInfo.InvariantCulture.CompareInfo.IndexOf(what, said, CompareOptions.IgnoreCase | CompareOptions.IgnoreWidth) >= 0;

    private async Task<OpenItem?> FindAsync(Turn turn, string? customer, string? step, CancellationToken ct) =>
        (await items.OfAsync(turn.Tenant, turn.Me.Id, ct)).FirstOrDefault(i => i.CustomerId == (customer ?? "") && i.Step.Id == step);
}
