namespace CrmBot.Domain;

/// <summary>
/// From a moment to the day on which to come back to it. One rule a kind; the reason of each figure stands beside it. Source:
/// moonshot M3 and settled product decisions, "Rhythm". Null where nothing has to be done on a day: what somebody likes is for when
/// they meet.
/// </summary>
public static class CareRules
{
    /// <param name="what">As told: an exam, a loss and a number of months are read from it.</param>
    /// <param name="on">The day that was told; the first of the month where only that is known; null for none.</param>
    /// <param name="today">The day it was told.</param>
    public static CareDay? Of(MomentKind kind, string what, DateOnly? on, bool monthOnly, DateOnly today)
    {
        var day = on is { } told && told > today ? told : (DateOnly?)null;
        return kind switch
        {
            MomentKind.Birthday or MomentKind.BirthdayLunar => on is { } birthday ? Birthday(kind, birthday, monthOnly, today) : null,
            MomentKind.ChildExam => School(what, day, today),

            // Condolences that come late hurt: the next worked day, and within a week.
            MomentKind.FamilyHealth when CareWords.IsLoss(what) => Care(CareTopic.Condolence, today.AddDays(1), 7),

            // Two weeks after an operation or a stay most people are home and can talk; a day that was told is better known.
            MomentKind.FamilyHealth => Care(CareTopic.Recovery, day ?? today.AddDays(14), 21),

            // A month in, there is something to tell of the new place.
            MomentKind.JobChange => Care(CareTopic.NewJob, (day ?? today).AddDays(30), 30),
            MomentKind.Relocation => Care(CareTopic.Move, (day ?? today).AddDays(30), 30),

            // A month after the birth is when a word is welcome: the first weeks belong to the family.
            MomentKind.Newborn => Care(CareTopic.Baby, today.AddDays(30), 30),
            MomentKind.Pregnancy => Care(CareTopic.Birth, CareWords.DueMonth(what, today) ?? day ?? today.AddDays(90), 45),

            // Congratulations are for now.
            MomentKind.Promotion => Care(CareTopic.Promotion, day ?? today.AddDays(1), 14),

            // The last weeks at the desk; of a month that was told, its first days.
            MomentKind.Retirement => Care(CareTopic.Retirement, day ?? today.AddDays(7), 21),

            // The day after, when the result is known; of a month, when the month is over.
            MomentKind.SportEvent => Care(CareTopic.SportResult, day is null ? today.AddDays(14) : monthOnly ? day.Value.AddMonths(1) : day.Value.AddDays(1), 14),

            // On the day; a wedding that is over is not congratulated on for long.
            MomentKind.Wedding when day is { } feast && !monthOnly => new CareDay(CareTopic.Wedding, StepKind.Event, feast, feast),
            MomentKind.Wedding => Care(CareTopic.Wedding, day ?? today.AddDays(1), monthOnly ? 30 : 7),

            // The day after they are back. Of a journey of which only the beginning is known a week is usual, and ten days where nothing is;
            // of a month, when it is over. After two weeks it is an old story.
            MomentKind.Travel => Care(
                CareTopic.Return,
                day is null ? today.AddDays(10) : monthOnly ? day.Value.AddMonths(1) : day.Value.AddDays(CareWords.IsReturn(what) ? 1 : 7), 14),
            _ => null,
        };

        static CareDay Care(CareTopic topic, DateOnly at, int days) => new(topic, StepKind.Care, at, at.AddDays(days));
    }

    /// <summary>The first birthday after a day. In a year without the leap month it is in the plain one; 29 February falls on the 28th.</summary>
    /// <param name="on">Any birthday of that person, by the calendar that the kind says.</param>
    public static DateOnly NextBirthday(MomentKind kind, DateOnly on, DateOnly after)
    {
        if (kind == MomentKind.BirthdayLunar && LunarDays.At(on) is var (_, month, day))
        {
            var leap = LunarDays.IsInLeapMonth(on);
            for (var year = after.Year - 1; year <= after.Year + 1; year++)
            {
                if (LunarDays.Of(year, month, day, leap) is { } lunar && lunar > after)
                {
                    return lunar;
                }
            }
        }

        var solar = In(after.Year);
        return solar > after ? solar : In(after.Year + 1);

        DateOnly In(int year) => new(year, on.Month, Math.Min(on.Day, DateTime.DaysInMonth(year, on.Month)));
    }

    /// <summary>Up to three days late a wish is still one. Source: settled product decisions, "Rhythm".</summary>
    private static CareDay Birthday(MomentKind kind, DateOnly on, bool monthOnly, DateOnly after)
    {
        var day = on > after ? on : NextBirthday(kind, on, after);
        return monthOnly
            ? new CareDay(CareTopic.Birthday, StepKind.Care, day, day.AddMonths(1).AddDays(-1))
            : new CareDay(CareTopic.Birthday, StepKind.Birthday, day, day.AddDays(3));
    }

    private static CareDay School(string what, DateOnly? day, DateOnly today)
    {
        if (!CareWords.IsAdmitted(what))
        {
            // Results of a known exam come on a known day; after any other a week is enough.
            var results = CareWords.ResultsOf(what, today) ?? day?.AddDays(7) ?? today.AddDays(14);
            return new CareDay(CareTopic.ExamResult, StepKind.Care, results, results.AddDays(21));
        }

        // Who has a place is asked about before the next break, when they come home: mid January and end of June.
        var winter = new DateOnly(today.Month == 1 && today.Day < 10 ? today.Year : today.Year + 1, 1, 15);
        var summer = new DateOnly(today.Year, 6, 25);
        var away = today.Month is >= 8 or 1 ? winter : summer > today ? summer : winter;
        return new CareDay(CareTopic.SchoolBreak, StepKind.Care, away, away.AddDays(30));
    }
}
