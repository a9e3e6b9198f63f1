namespace CrmBot.Language;

/// <summary>A moment that was put together from forms that stand side by side.</summary>
/// <param name="To">Behind its last piece.</param>
internal sealed record Moment(DateReading Reading, int From, int To, string Why);

/// <summary>A form in the text, or a word that no form took.</summary>
internal sealed record Piece(int From, int To, DateMatch? Match, DateReading? Reading);

/// <summary>Joins what stands side by side: a day and its time, two ends of a range, and the words that make it a deadline.</summary>
internal sealed class DateJoin(DateGrammar grammar, DateFrame frame)
{
    /// <summary>Days of a range that may have begun; a longer one is of next year.</summary>
    private const int LongestBegun = 62;

    private readonly List<Piece> _pieces = [];

    public IEnumerable<Moment> Run()
    {
        Cut();
        for (var at = 0; at < _pieces.Count;)
        {
            var prefix = _pieces[at].Match is null ? _pieces[at] : null;
            if (At(at, prefix) is { } found)
            {
                yield return found;
                at = found.To;
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>Start and end in the text of what lies between two pieces.</summary>
    public (int Start, int End) Where(Moment moment) =>
        (frame.Lexemes[_pieces[moment.From].From].Start, frame.Lexemes[_pieces[moment.To - 1].To - 1].End);

    private void Cut()
    {
        var matches = new List<DateMatch>();
        for (var at = 0; at < frame.Lexemes.Count;)
        {
            Piece? piece = null;
            if (frame.Lexemes[at].Senses.Count > 0)
            {
                grammar.Forms.At(frame.Lexemes, at, matches);
                foreach (var match in matches)
                {
                    if (grammar.Read(match, frame) is { } reading)
                    {
                        piece = new Piece(at, match.To, match, reading);
                        break;
                    }
                }
            }

            _pieces.Add(piece ?? new Piece(at, at + 1, null, null));
            at = _pieces[^1].To;
        }
    }

    private Moment? At(int at, Piece? prefix)
    {
        var start = prefix is null ? at : SkipThe(at + 1);
        if (prefix is not null && !IsPrefix(prefix))
        {
            return null;
        }

        var past = prefix is not null && Has(prefix, "since") ? frame with { Past = true } : frame;
        if (Merge(start, past) is not { } first || first.Reading.Shape is DateShape.None)
        {
            return null;
        }

        var moment = Range(first, prefix) ?? first;
        if (moment.To < _pieces.Count && _pieces[moment.To] is { Match: null } suffix && IsSuffix(suffix))
        {
            if (Has(suffix, "onward") && frame.Text[frame.Lexemes[suffix.To - 1].End - 1] is '来' or '來')
            {
                moment = Merge(start, frame with { Past = true }) ?? moment;
            }

            moment = Bounds.Suffix(moment with { To = moment.To + 1 }, frame.Lexemes[suffix.From], frame);
        }

        if (prefix is not null)
        {
            moment = Bounds.Prefix(moment with { From = at }, frame.Lexemes[prefix.From], frame);
        }

        return moment.Reading.Shape is DateShape.BarePart ? null : moment;
    }

    private Moment? One(int at, DateFrame with) =>
        _pieces[at].Match is { } match && Read(match, _pieces[at], with) is { } reading ? new Moment(reading, at, at + 1, match.Rule) : null;

    private Moment? Merge(int at, DateFrame with)
    {
        if (at >= _pieces.Count || _pieces[at].Match is not { } match || Read(match, _pieces[at], with) is not { } reading)
        {
            return null;
        }

        var moment = new Moment(reading, at, at + 1, match.Rule);
        while (true)
        {
            var next = moment.To;
            var comma = false;
            for (var i = 0; i < 2 && next < _pieces.Count && _pieces[next] is { Match: null } between && Has(between, "glue"); i++, next++)
            {
                comma |= frame.Text[frame.Lexemes[between.From].Start] is ',' or '，' or '、';
            }

            if (next >= _pieces.Count || _pieces[next].Match is not { } more || Read(more, _pieces[next], with) is not { } second
                || Joined(moment.Reading, second, comma, next == moment.To) is not { } both)
            {
                return Closed(moment);
            }

            moment = new Moment(both, at, next + 1, moment.Why + "+" + more.Rule);
        }
    }

    /// <summary>With the bracket that closes "周一(9月15日)".</summary>
    private Moment Closed(Moment moment)
    {
        var open = frame.Text.AsSpan(frame.Lexemes[_pieces[moment.From].From].Start, frame.Lexemes[_pieces[moment.To - 1].To - 1].End - frame.Lexemes[_pieces[moment.From].From].Start).IndexOfAny('(', '（') >= 0;
        return open && moment.To < _pieces.Count && frame.Text[frame.Lexemes[_pieces[moment.To].From].Start] is ')' or '）' ? moment with { To = moment.To + 1 } : moment;
    }

    private DateReading? Read(DateMatch match, Piece piece, DateFrame with) => with == frame ? piece.Reading : grammar.Read(match, with);

    private static DateReading? Joined(DateReading one, DateReading two, bool comma, bool beside)
    {
        if (one.Shape is DateShape.None || two.Shape is DateShape.None)
        {
            return null;
        }

        if (one.IsOneDay && two.IsOneDay)
        {
            return (one.Shape, two.Shape) switch
            {
                (DateShape.Weekday, DateShape.Date) => Agree(two, one),
                (DateShape.Date, DateShape.Weekday) => Agree(one, two),
                (DateShape.Day, DateShape.Weekday) when one.Day.DayOfWeek == two.Day.DayOfWeek => one,
                (DateShape.DayEnd, _) when !comma => two with { Bound = DateBound.By },
                (_, DateShape.DayEnd) when !comma => one with { Bound = DateBound.By },
                _ => null,
            };
        }

        if (one.IsOneDay && !two.HasDay)
        {
            return one.Minutes is not null || (one.Part is not null && two.Part is not null && two.Minutes is null) ? null
                : one with { Minutes = two.Minutes, UntilMinutes = two.UntilMinutes, Open = two.Open, UntilOpen = two.UntilOpen, Part = two.Part ?? one.Part };
        }

        if (!one.HasDay && two.IsOneDay && !comma && one.Shape is DateShape.Time)
        {
            return two.Minutes is not null ? null
                : two with { Minutes = one.Minutes, UntilMinutes = one.UntilMinutes, Open = one.Open, UntilOpen = one.UntilOpen, Part = one.Part ?? two.Part };
        }

        if (one.Shape is DateShape.Part && two.IsOneDay && !comma && two.Minutes is null && two.Part is null)
        {
            return two with { Part = one.Part };
        }

        return one.HasDay || two.HasDay || comma ? null : (one.Minutes, two.Minutes) switch
        {
            (null, not null) when one.Shape is not DateShape.BarePart => two with { Part = one.Part },
            (not null, null) when one.Part is null && (beside || two.Shape is DateShape.Part) => one with { Part = two.Part },
            _ => null,
        };
    }

    /// <summary>The date is certain, and the weekday tells 3/4 from 4/3; one that says something else is the other reading.</summary>
    private static DateReading Agree(DateReading date, DateReading weekday) =>
        date.Day.DayOfWeek == weekday.Day.DayOfWeek ? date with { Other = null }
        : date.Other is { } other && other.DayOfWeek == weekday.Day.DayOfWeek ? date with { Day = other, Other = null }
        : date with { Other = weekday.Day };

    private Moment? Range(Moment first, Piece? prefix)
    {
        var between = first.To;
        if (between + 1 >= _pieces.Count || _pieces[between] is not { Match: null } link || !Has(link, "to") || first.Reading.UntilMinutes is not null
            || (frame.CharAt(link.From) == 'a' && (prefix is null || frame.CharAt(prefix.From) != 'b')))
        {
            return null;
        }

        var start = first.Reading;
        if (Merge(between + 1, frame) is not { } now || now.Reading.Shape is DateShape.None)
        {
            return null;
        }

        var why = first.Why + "-" + now.Why;
        if (now.Reading is { HasDay: false, Minutes: { } close })
        {
            var part = now.Reading.Part;
            return start.Minutes is null ? null : first with
            {
                Reading = start with { UntilMinutes = part is null ? close : TimeRules.Settle(close, now.Reading.Open, part), UntilOpen = now.Reading.Open && part is null },
                To = now.To,
                Why = why,
            };
        }

        if (!now.Reading.HasDay)
        {
            return null;
        }

        if (!start.HasDay || start.Until is not null)
        {
            return null;
        }

        if (start.Minutes is null && now.Reading.Minutes is not null)
        {
            // "Mon to Fri 9:00-18:00": the times are for each day.
            now = One(between + 1, frame)!;
        }

        // Leave that has begun: "22 Sep - 3 Oct", said on the 24th.
        if (start.Shape is DateShape.Date && !start.SaidPast && now.Reading.Day < start.Day && Merge(first.From, frame with { Past = true })?.Reading is { } begun
            && now.Reading is { Until: null, SaidPast: false } && now.Reading.Day.DayNumber - begun.Day.DayNumber is >= 0 and < LongestBegun)
        {
            return new Moment(start with { Shape = DateShape.Range, Day = begun.Day, Until = now.Reading.Day, Other = null }, first.From, now.To, why);
        }

        var end = One(between + 1, frame with { Floor = start.Day })?.Reading ?? now.Reading;
        return end.Day < start.Day ? null
            : new Moment(start with { Shape = DateShape.Range, Until = end.Until ?? end.Day, Other = null, SaidPast = start.SaidPast && end.Day < frame.Today }, first.From, now.To, why);
    }

    private int SkipThe(int at) => at < _pieces.Count && _pieces[at].Match is null && frame.Lexemes[_pieces[at].From] is var word && frame.Text.AsSpan(word.Start, word.End - word.Start).Equals("the", StringComparison.OrdinalIgnoreCase) ? at + 1 : at;

    private bool Has(Piece piece, string name) => frame.Lexemes[piece.From].Is(name);

    private bool IsPrefix(Piece piece) => Bounds.Prefixes.Any(name => Has(piece, name));

    private bool IsSuffix(Piece piece) => Bounds.Suffixes.Any(name => Has(piece, name));
}
