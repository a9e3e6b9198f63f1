using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Plans;

/// <summary>A sentence that asks to be reminded becomes a reminder: of a customer where it names one of the speaker's, else of their own.</summary>
internal sealed class Reminding(CustomerStore customers, OwnStepStore own, CustomerFinder finder)
{
    private const int LongestText = 500;

    public async Task<Reply> SetAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("plans");
        var asked = turn.Asked ?? "";
        var what = string.Join(' ', meaning.Slots.Where(s => s.Name == "text").Select(s => WhenSaid.Without(turn, asked, s)));
        what = Wording.Short(what, LongestText);
        if (what.Length == 0)
        {
            return Reply.Say(Answer.Text(words["ofWhat"]));
        }

        if (WhenSaid.Of(turn, meaning) is not { } when)
        {
            return Reply.Say(Answer.Text(
                words.Format("whenDue", ("what", what)), words.Format("sayTomorrow", ("what", what)), words.Format("sayMonday", ("what", what))));
        }

        var (day, hour) = WhenSaid.Ahead(turn, when.Day, when.Time);
        if (Due.At(day, hour, turn.Me.Zone) is var at && (hour is null ? day < turn.Today : at <= turn.Now))
        {
            return Reply.Say(Answer.Text(words.Format("past", ("moment", turn.Say.Moment(at, turn.Me.Zone, turn.Today)))));
        }

        if (when.Day.DayNumber - turn.Today.DayNumber > Due.FarthestDays)
        {
            return Reply.Say(Answer.Text(words["tooFar"]));
        }

        // A free day that was asked for is that day; the list would come on the next worked one.
        var free = !SendRules.CalendarOf(turn.Me).IsWorkDay(day);
        var time = hour ?? (free ? turn.Me.ListTime ?? Due.ListTime : null);
        var step = new Step(
            Ids.From(turn.OpId, "reminder"), what, turn.Me.Id, OwedBy.Us, day, time, turn.Me.Zone, Due.At(day, time, turn.Me.Zone), StepState.Open, 1, null, null)
        {
            Kind = StepKind.Reminder,
            AskedAt = turn.Now,
        };
        var (note, other) = Question(turn, day, SendRules.CalendarOf(turn.Me), when.Other);
        var instead = day != when.Day ? words["tooLateToday"] : hour != when.Time ? words["laterToday"] : "";
        return await KeepAsync(turn, step, instead.Length == 0 ? note : note.Length == 0 ? instead : words.Format("both", ("one", instead), ("other", note)), other, ct);
    }

    private async Task<Reply> KeepAsync(Turn turn, Step step, string note, DateOnly? other, CancellationToken ct)
    {
        foreach (var customer in await MentionedAsync(turn, step.What, ct))
        {
            var outcome = await customers.ChangeAsync<NotFiled>(
                new ChangeRequest(turn.Tenant, customer.CustomerId, turn.OpId, turn.Me.Id, turn.Now),
                file => file is null || !Sight.Content(turn.Me, file, turn.Company)
                    ? new Decision<NotFiled>.No(NotFiled.NoSight)
                    : new Decision<NotFiled>.Commit(new CustomerEdit("reminder-set", file.Head) { Steps = [step] }, null, step.Id),
                ct);
            if (outcome is ChangeOutcome<NotFiled>.Committed or ChangeOutcome<NotFiled>.AlreadyDone)
            {
                return Reply.Say(PlanCards.Set(turn, new OpenItem(customer.CustomerId, customer.Name, step), note, other));
            }
        }

        await own.ChangeAsync(turn.Tenant, turn.Me.Id, step.Id, turn.OpId, _ => step, ct);
        return Reply.Say(PlanCards.Set(turn, new OpenItem("", "", step), note, other));
    }

    /// <summary>What is worth a second look at the day: it can mean another one, or is free, or the person is away.</summary>
    private static (string Note, DateOnly? Other) Question(Turn turn, DateOnly day, WorkCalendar calendar, DateOnly? other)
    {
        var words = turn.Words("plans");
        if (other is { } reading && reading >= turn.Today)
        {
            return (words["twoReadings"], reading);
        }

        if (Absence.On(turn.Me, day) is not null)
        {
            return (words["onLeave"], Absence.Return(turn.Me, day));
        }

        if (!calendar.IsWorkDay(day))
        {
            var holiday = calendar.HolidayOn(day);
            var name = holiday is null ? words["weekend"] : turn.Me.Language == "zh-CN" ? holiday.Chinese : holiday.English;
            return (words.Format("freeDay", ("name", name)), calendar.OnOrAfter(day));
        }

        return ("", null);
    }

    /// <summary>Customers of the speaker's that the text names in full or by a whole part of a name; the longest name first.</summary>
    private async Task<IReadOnlyList<CustomerName>> MentionedAsync(Turn turn, string text, CancellationToken ct)
    {
        foreach (var piece in Pieces(text))
        {
            if (await finder.FindAsync(turn.Tenant, turn.Me, piece, ct) is Meant.One { Fit: <= NameFit.Part } one && one.Customer.OwnerId == turn.Me.Id)
            {
                return [one.Customer];
            }
        }

        return [];
    }

    /// <summary>Pieces that may be a name: words that begin with a capital, alone and up to three together, and runs of Chinese characters.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        const int Most = 60;
        var words = text.Split([' ', ',', '，', '。', '.', '、', ';', '；', '?', '!', '(', ')', '（', '）'], StringSplitOptions.RemoveEmptyEntries);
        var latin =
            from length in new[] { 3, 2, 1 }
            from start in Enumerable.Range(0, Math.Max(0, words.Length - length + 1))
            where char.IsUpper(words[start][0])
            select string.Join(' ', words.Skip(start).Take(length)) into name
            select name.EndsWith("'s", StringComparison.Ordinal) ? name[..^2] : name;
        var chinese =
            from word in words
            where word[0] >= 0x3400
            from length in Enumerable.Range(2, 7).Reverse()
            from start in Enumerable.Range(0, Math.Max(0, word.Length - length + 1))
            select word.Substring(start, length);
        return latin.Concat(chinese).Distinct(StringComparer.Ordinal).Take(Most);
    }
}
