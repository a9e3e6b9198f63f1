using System.Globalization;

namespace CrmBot.Cards;

internal static class Cultures
{
    private static readonly CultureInfo Default = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The culture named by the argument at a place; American English without one; null when no culture has that name.</summary>
    public static CultureInfo? Find(ReadOnlySpan<Value> args, int at)
    {
        if (args.Length <= at || args[at].IsNothing)
        {
            return Default;
        }

        try
        {
            return args[at].Kind == Kind.Text ? CultureInfo.GetCultureInfo(args[at].Text, predefinedOnly: true) : null;
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
