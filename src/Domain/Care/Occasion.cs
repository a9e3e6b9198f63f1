namespace CrmBot.Domain;

/// <summary>A day that is a reason to be in touch with somebody at a customer.</summary>
/// <param name="Whose">Null where it is not known, or is nobody on the list of contacts.</param>
/// <param name="Birthday">What is celebrated; null where it is no birthday of the contact's card.</param>
/// <param name="Lunar">Of the Chinese calendar; says something only of a birthday.</param>
/// <param name="Step">What is to be done about it; null for a birthday that nobody is reminded of.</param>
/// <param name="Moment">What was told; null for what stands on the contact's card only.</param>
public sealed record Occasion(DateOnly Day, CustomerFile File, Contact? Whose, Birthday? Birthday, bool Lunar, Step? Step, Moment? Moment)
{
    public bool IsBirthday => Birthday is not null || Step?.Kind == StepKind.Birthday || Moment?.Kind is MomentKind.Birthday or MomentKind.BirthdayLunar;

    /// <summary>Something personal to begin with: what the occasion itself tells, else what they like, their family, what was told last. Null for nothing.</summary>
    public string? Fact => Moment is { } told && !IsBirthday ? told.What
        : Whose is null ? null
        : Whose.Taste ?? Whose.Family ?? File.Moments.Where(m => m != Moment && m.ContactName is { } name && ContactList.Called(File, name)?.Id == Whose.Id).MaxBy(m => m.KeptAt)?.What;
}

/// <summary>Birthdays, acts of care with a day, and public holidays that lie ahead.</summary>
public static class Occasions
{
    /// <summary>Those of one customer, both days included. Who has left is greeted no more.</summary>
    public static IEnumerable<Occasion> Of(CustomerFile file, DateOnly from, DateOnly until)
    {
        var told = file.OpenSteps.Where(s => s is { By: OwedBy.Us, Kind: StepKind.Birthday or StepKind.Holiday or StepKind.Care or StepKind.Event })
            .Select(s => (Step: s, Moment: file.Moments.FirstOrDefault(m => m.Id == s.SourceId), Day: s.On ?? s.DueDay))
            .Where(s => s.Day >= from && s.Day <= until)
            .Select(s => new Occasion(s.Day, file, s.Moment is null ? null : WhoseOf(file, s.Moment), null, false, s.Step, s.Moment))
            .Where(o => o.Whose?.LeftOn is null).ToList();
        return told.Concat(file.Contacts.Where(c => c.LeftOn is null).SelectMany(c => new[] { (Contact: c, Day: c.Born, Lunar: false), (Contact: c, Day: c.BornLunar, Lunar: true) })
            .Where(b => b.Day is not null)
            .SelectMany(b => In(b.Day!, b.Lunar, from, until).Select(day => new Occasion(day, file, b.Contact, b.Day, b.Lunar, null, null)))
            .Where(b => !told.Exists(t => t.IsBirthday && t.Day == b.Day && t.Whose?.Id == b.Whose!.Id)));
    }

    /// <summary>The first days of public holidays, and a holiday that has begun on the first of them.</summary>
    public static IEnumerable<(DateOnly Day, Holiday Holiday)> Holidays(WorkCalendar calendar, DateOnly from, DateOnly until)
    {
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            if (calendar.HolidayOn(day) is { } holiday && (day == from || calendar.HolidayOn(day.AddDays(-1)) != holiday))
            {
                yield return (day, holiday);
            }
        }
    }

    /// <summary>Whose moment it is; null where it is not said and there are several.</summary>
    public static Contact? WhoseOf(CustomerFile file, Moment moment) =>
        moment.ContactName is { Length: > 0 } name ? ContactList.Called(file, name)
        : file.Recent.FirstOrDefault(r => r.Id == moment.SourceId)?.ContactName is { Length: > 0 } met ? ContactList.Called(file, met)
        : file.Contacts is [var only] ? only
        : null;

    /// <summary>29 February falls on the 28th in other years; a leap month that a year has not is its plain month. Source: scenario S14.</summary>
    private static IEnumerable<DateOnly> In(Birthday birthday, bool lunar, DateOnly from, DateOnly until)
    {
        // A lunar year begins up to two months behind the other one.
        for (var year = from.Year - 1; year <= until.Year; year++)
        {
            var day = lunar ? LunarDays.Of(year, birthday.Month, birthday.Day, birthday.Leap)
                : new DateOnly(year, birthday.Month, Math.Min(birthday.Day, DateTime.DaysInMonth(year, birthday.Month)));
            if (day >= from && day <= until)
            {
                yield return day.Value;
            }
        }
    }
}
