using System.Globalization;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;

namespace CrmBot.Bot.Demo;

/// <summary>Turns a profile and its story into a dated history that ends at the starting clock.</summary>
internal sealed class CustomerHistory
{
    private readonly DemoProfile profile;
    private readonly Story story;
    private readonly Person owner;
    private readonly DateTimeOffset now;
    private readonly WorkDays days;
    private readonly DateOnly today;
    private readonly Random random;
    private readonly Timeline timeline;
    private readonly Chronicle chronicle;
    private Step? pending;
    private Complaint? complaint;
    private string latest = "";

    public CustomerHistory(DemoProfile profile, Story story, Person owner, DateTimeOffset now, int seed)
    {
        (this.profile, this.story, this.owner, this.now) = (profile, story, owner, now.ToUniversalTime());
        days = new WorkDays(owner.Zone);
        today = Zones.DayOf(now, owner.Zone);
        random = new Random(seed);
        timeline = new Timeline(days, today, random);
        var old = profile.Stage == Stage.Mature;
        chronicle = new Chronicle(new Customer(
            profile.Id, profile.Name, profile.Aliases, profile.OwnerId, profile.Helpers, profile.Tier,
            old ? Stage.Mature : Stage.Intent, old ? Status.Active : Status.New, LastContact: null)
        {
            Industry = profile.Industry,
            Tags = profile.Tags,
        });
    }

    public DemoCustomer Write()
    {
        var extra = profile.Tier == Tier.C ? random.Next(1, 3) : random.Next(2, 5);
        var beats = SmallTalk.Between(story, extra, random);
        var contacts = timeline.Contacts(beats.Count, story.LastContact);
        AnswerComplaintSoon(beats, contacts);
        chronicle.Add(timeline.During(days.Plus(contacts[0], -2)), owner.Id, Created);
        for (var i = 0; i < beats.Count; i++)
        {
            Plan(beats[i], contacts[i], i + 1 < beats.Count ? contacts[i + 1] : null);
        }

        PlanCare(contacts);
        PlanPersonal(contacts[^1]);
        PlanNumbers();
        return chronicle.Write();
    }

    /// <summary>The contact after a complaint comes within days, not at the story's usual pace.</summary>
    private void AnswerComplaintSoon(IReadOnlyList<Beat> beats, DateOnly[] contacts)
    {
        for (var i = 0; story.Complaint is { } trouble && i < beats.Count - 1; i++)
        {
            var soon = days.Plus(contacts[i], 3);
            if (beats[i] == story.Beats[trouble.Beat] && soon < contacts[i + 1])
            {
                contacts[i + 1] = soon;
            }
        }
    }

    private CustomerEdit Created(string opId, Customer head) => new("created", head)
    {
        Contacts = [.. profile.Contacts.Select((c, i) => c.As(Ids.From(opId, "contact", i), i == 0))],
    };

    private void Plan(Beat beat, DateOnly day, DateOnly? next)
    {
        var contactedAt = timeline.During(day);
        var filedAt = timeline.Filed(contactedAt, day, next ?? day);
        var due = next is { } done ? timeline.Around(day, done, LateShare(owner.Id)) : default;
        chronicle.Add(filedAt, owner.Id, (opId, head) =>
        {
            var id = Ids.From(opId, "follow-up");
            Step[] set = next is null
                ? [.. story.Open.Select((promise, i) => Open(promise, opId, i, id))]
                : beat.Next is { } what ? [Stepped(opId, 0, what, owner, OwedBy.Us, due.Day, due.Time, id)] : [];
            var steps = pending is null ? set : [pending with { State = StepState.Done, ClosedAt = filedAt }, .. set];
            pending = next is null ? null : set.FirstOrDefault();
            latest = id;

            var status = beat.Status ?? head.Status;
            var stage = status == EndStatus ? profile.Stage : head.Stage;
            var summary = Dated(beat.Summary, set);
            var first = set.FirstOrDefault();
            var said = new ToFile(summary, first?.What, first?.DueDay, set.Length == 0 ? Waiting : null, beat.Status);
            return new CustomerEdit("filed", head with { Status = status, Stage = stage, LastContact = day })
            {
                Judged = Judged.Of(Coaching.Review(owner, filedAt, said, []).Review),
                FollowUps = [new FollowUp(
                    id, owner.Id, contactedAt, filedAt, beat.Channel, beat.Contact, summary, beat.Mood, beat.Status,
                    first?.Id, set.Length == 0 ? Waiting : null, beat.Shallow, Edition: 1)
                {
                    Gist = beat.Heard,
                }],
                Steps = steps,
                Complaints = Complaints(beat, opId, filedAt),
                Orders = beat.Order is { } amount ? [new Order(Ids.From(opId, "order"), day, amount, story.Currency)] : [],
            };
        });
    }

    private Status? EndStatus => story.Beats.Select(b => b.Status).LastOrDefault(s => s is not null);

    private string Waiting => story.Language == "en" ? "waiting for the customer" : "等客户回话";

    private Step Open(Promise promise, string opId, int nth, string followUpId)
    {
        var doer = promise.OwnerId is null ? owner : DemoPeople.All.Single(p => p.Id == promise.OwnerId);
        var (day, time) = promise.Due(Zones.LocalOf(now, doer.Zone), new WorkDays(doer.Zone));
        return Stepped(opId, nth, promise.What, doer, promise.By, day, time, followUpId);
    }

    private static Step Stepped(
        string opId, int nth, string what, Person doer, OwedBy by, DateOnly day, TimeOnly? time, string followUpId) =>
        new(Ids.From(opId, "step", nth), what, doer.Id, by, day, time, doer.Zone,
            Zones.InstantOf(day, time ?? DemoCompany.DailyList, doer.Zone), StepState.Open, Ver: 1, followUpId, ClosedAt: null);

    private string Dated(string summary, Step[] set) => set.Length == 0 ? summary : summary.Replace(
        "{due}",
        set[0].DueDay.ToString(story.Language == "en" ? "d MMM" : "M月d日", CultureInfo.InvariantCulture),
        StringComparison.Ordinal);

    private Complaint[] Complaints(Beat beat, string opId, DateTimeOffset at)
    {
        if (story.Complaint is not { } trouble)
        {
            return [];
        }

        if (beat == story.Beats[trouble.Beat])
        {
            complaint = new Complaint(Ids.From(opId, "complaint"), at, trouble.Severity, trouble.Text, trouble.OwnerId, null, null);
            return [complaint];
        }

        return beat == story.Beats[trouble.Beat + 1] && complaint is not null
            ? [complaint with { ClosedAt = at, Resolution = trouble.Resolution }]
            : [];
    }

    private void PlanCare(DateOnly[] contacts)
    {
        var count = profile.Stage is Stage.Mature or Stage.Deal ? profile.Tier == Tier.A ? 4 : 2 : profile.Tier == Tier.C ? 0 : 1;
        string[] kinds = ["greeting", "article", "gift", "greeting"];
        for (var i = 0; i < count; i++)
        {
            var day = days.Plus(contacts[1 + i * (contacts.Length - 3) / count], 2);
            var at = timeline.During(day);
            var kind = kinds[i];
            var reaction = random.NextDouble() < 0.6 ? Sentiment.Positive : Sentiment.Neutral;
            if (day < today)
            {
                chronicle.Add(at, owner.Id, (opId, head) => new("cared", head)
                {
                    Touches = [new Touch(Ids.From(opId, "touch"), at, owner.Id, kind, reaction)],
                });
            }
        }
    }

    private void PlanPersonal(DateOnly day)
    {
        // Behind the last filing, whatever its time.
        var at = now.AddMinutes(-2);
        if (story.Personal is { } told)
        {
            chronicle.Add(at, owner.Id, (opId, head) =>
            {
                var on = told.Lunar is var (month, nth) ? LunarDays.Of(day.Year, month, nth) : null;
                var moment = new Moment(Ids.From(opId, "moment"), told.Kind, told.What, told.Contact, on, false, latest, owner.Id, at);
                var when = CarePlan.When(told.Kind, told.What, on, false, owner, today, []);
                return new CustomerEdit("moment-kept", head) { Moments = [moment], Steps = when is { } it ? [CarePlan.Of(moment, it, owner.Id, owner.Zone, told.Prompt)] : [] };
            });
        }

        if (story.Asked is { } asked)
        {
            var helper = DemoPeople.All.Single(p => p.Id == asked.HelperId);
            var (due, time) = asked.Due(Zones.LocalOf(now, helper.Zone), new WorkDays(helper.Zone));
            chronicle.Add(at, owner.Id, (opId, head) => new CustomerEdit("help-asked", head)
            {
                Steps = [HelpRequests.Of(Ids.From(opId, "help"), asked.What, helper, owner.Id, due, time, null, at)],
            });
        }
    }

    private void PlanNumbers()
    {
        foreach (var (daysAgo, amount) in story.Orders)
        {
            var day = days.OnOrBefore(today.AddDays(-daysAgo));
            chronicle.Add(timeline.During(day), owner.Id, (opId, head) => new("ordered", head)
            {
                Orders = [new Order(Ids.From(opId, "order"), day, amount, story.Currency)],
            });
        }

        foreach (var (daysAgo, score) in story.Scores)
        {
            var day = days.OnOrBefore(today.AddDays(-daysAgo));
            chronicle.Add(timeline.During(day), owner.Id, (opId, head) => new("scored", head)
            {
                Scores = [new Satisfaction(Ids.From(opId, "score"), day, Nps: story.Language == "en", score)],
            });
        }
    }

    /// <summary>How much of a person's work is late; people differ, or the manager's questions have dull answers.</summary>
    private static double LateShare(string personId) => personId switch
    {
        "zw" => 0.4,
        "lq" => 0.3,
        "tb" => 0.25,
        _ => 0.12,
    };
}
