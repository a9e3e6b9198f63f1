using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Logging;

namespace CrmBot.Scheduler;

/// <summary>
/// Decides by the recipient's own rules, as they stand now, what of the due prompts is brought to them at this moment. The rest
/// waits for another hour or goes to a delegate, without an attempt.
/// </summary>
internal sealed class Doorkeeper(PeopleStore people, CustomerStore customers, PromptMoves moves, ILogger log)
{
    /// <summary>Who is away, as read for one lane: each person once.</summary>
    public sealed class Members(PeopleStore people, string tenant)
    {
        private readonly Dictionary<string, Person?> _known = new(StringComparer.Ordinal);

        public async ValueTask<Person?> FindAsync(string id, CancellationToken ct)
        {
            if (!_known.TryGetValue(id, out var person))
            {
                _known[id] = person = await people.GetAsync(tenant, id, ct);
            }

            return person;
        }

        /// <summary>Who stands in for a person now.</summary>
        public async ValueTask<Cover> CoverOfAsync(Person person, DateTimeOffset now, CancellationToken ct)
        {
            var next = person;
            for (var i = 0; i < Absence.MostDelegates && next is not null && Absence.At(next, now)?.DelegateId is { } id; i++)
            {
                next = await FindAsync(id, ct);
            }

            return Absence.CoverOf(person, now, id => _known.GetValueOrDefault(id));
        }
    }

    public Members Of(string tenant) => new(people, tenant);

    /// <summary>What of it is to be brought now; null when it could not be decided because somebody wrote in between.</summary>
    /// <param name="person">Null when nothing is known of the recipient: then nothing holds it back.</param>
    public async ValueTask<IReadOnlyList<SeenPrompt>?> AdmitAsync(Work work, Person? person, DayCount? day, Members members, CancellationToken ct)
    {
        if (person is null)
        {
            return work.Seen;
        }

        var now = work.Now;
        if (await PresentAsync(work, person, members, ct) is not { } left)
        {
            return null;
        }

        var today = Zones.DayOf(now, person.Zone);
        var (admitted, off) = (new List<SeenPrompt>(), new List<PutOff>());
        var window = SendWindow.Next(now, SendRules.Of(person));
        var list = SendPlan.ListAfter(now, person);
        var quiet = new QuietCheck(customers, work, person, log);
        foreach (var seen in left)
        {
            var prompt = seen.Prompt;
            if (IsOver(prompt))
            {
                admitted.Add(seen);
            }
            else if (await quiet.OfAsync(prompt, ct) is { } mute)
            {
                off.Add(new PutOff(seen, SendPlan.List(mute.Until, person), PromptMark.Muted));
            }
            else if (window > now && !IsAskedFor(prompt, now))
            {
                // What waits over the night comes with the list; in the middle of a day it comes when the quiet ends.
                var withList = Zones.DayOf(list.At, person.Zone) == Zones.DayOf(window, person.Zone);
                off.Add(new PutOff(seen, withList ? list : new Planned(window, null), PromptMark.Closed));
            }
            else
            {
                admitted.Add(seen);
            }
        }

        // One message more than enough only for what the person asked to have at this moment; then the rest goes along.
        if (day is { Messages: >= SendPlan.MostADay } && day.Day == today && !admitted.Exists(s => IsOver(s.Prompt) || IsAskedFor(s.Prompt, now)))
        {
            off.AddRange(admitted.Select(s => new PutOff(s, list, PromptMark.Enough)));
            admitted.Clear();
        }

        return await PutOffAsync(work, off, ct) ? admitted : null;
    }

    public static bool IsAskedFor(Prompt prompt, DateTimeOffset now) => prompt.AskedUntil is { } until && now <= until;

    /// <summary>True for one that ends here, whatever the hour, because nobody knows whether it arrived and it is not sent again.</summary>
    private static bool IsOver(Prompt prompt) =>
        prompt.State == PromptState.Sending && AfterDelivery.AfterSilence(prompt.Kind, prompt.Resent) == Silence.GiveUp;

    /// <summary>What is left for the person: all of it while they are there. Null when somebody wrote in between.</summary>
    private async ValueTask<IReadOnlyList<SeenPrompt>?> PresentAsync(Work work, Person person, Members members, CancellationToken ct)
    {
        var now = work.Now;
        var cover = await members.CoverOfAsync(person, now, ct);
        if (cover is Cover.NotNeeded)
        {
            return work.Seen;
        }

        // What they told themselves to do, and what they hear as a manager, is nobody else's; what they asked to have now comes.
        List<SeenPrompt> theirs = [.. work.Seen.Where(s => s.Prompt is { ForId: null, CustomerId.Length: > 0 } && !IsOver(s.Prompt))];
        List<SeenPrompt> rest = [.. work.Seen.Except(theirs)];
        var back = SendPlan.List(Absence.Return(person, Zones.DayOf(now, person.Zone)), person);
        switch (cover)
        {
            case Cover.By by when await members.FindAsync(by.PersonId, ct) is { } deputy:
                if (theirs.Count > 0)
                {
                    SchedulerLog.Moved(log, theirs.Count, work.Recipient, deputy.Id);
                    if (!await moves.MoveAsync(work.Tenant, work.Recipient, theirs, deputy.Id, SendWindow.Next(now, SendRules.Of(deputy)), back, now, ct))
                    {
                        return null;
                    }
                }

                break;
            case Cover.Nobody:
                if (person.ManagerId is { } managerId && await members.FindAsync(managerId, ct) is { } manager)
                {
                    await moves.EscalateAsync(work.Tenant, managerId, person.Id, [.. theirs.Select(s => s.Prompt).Where(p => p.Kind is not (PromptKind.Reminder or PromptKind.Promise))], SendPlan.ListAfter(now, manager), PromptMark.Away, ct);
                }

                rest.InsertRange(0, theirs);
                return rest;
            default:
                rest.InsertRange(0, theirs);
                break;
        }

        List<SeenPrompt> welcome = [.. rest.Where(s => IsOver(s.Prompt) || IsAskedFor(s.Prompt, now))];
        return await PutOffAsync(work, [.. rest.Except(welcome).Select(s => new PutOff(s, back, PromptMark.Away))], ct) ? welcome : null;
    }

    private async ValueTask<bool> PutOffAsync(Work work, IReadOnlyList<PutOff> off, CancellationToken ct)
    {
        if (off.Count == 0)
        {
            return true;
        }

        SchedulerLog.PutOff(log, off.Count, work.Recipient);
        return await moves.PutOffAsync(work.Tenant, work.Recipient, off, work.Now, ct);
    }
}
