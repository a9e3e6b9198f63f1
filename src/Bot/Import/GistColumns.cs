using System.Globalization;
using CrmBot.Domain;

namespace CrmBot.Bot.Import;

/// <summary>The parts of a follow-up record as columns: what the form asks for beside the summary.</summary>
internal static class GistColumns
{
    /// <summary>Colleagues: by name, so they are looked up.</summary>
    public const string HelpFrom = "columnHelpFrom";

    private const string Participants = "columnParticipants";
    private const string Outcome = "columnOutcome";
    private const string Trust = "columnTrust";
    private const string Background = "columnBackground";
    private const string Needs = "columnNeeds";
    private const string Concern = "columnConcern";
    private const string Question = "columnQuestion";
    private const string Pain = "columnPain";
    private const string Objection = "columnObjection";
    private const string Category = "columnCategory";
    private const string Risks = "columnRisks";
    private const string Opportunity = "columnOpportunity";
    private const string Resources = "columnResources";
    private const string Materials = "columnMaterials";

    /// <summary>With a day the materials are a step.</summary>
    public const string MaterialsDay = "columnMaterialsDay";

    private const string Help = "columnHelp";
    private const string HelpBy = "columnHelpBy";
    private const string Reflection = "columnReflection";

    // As in the form.
    private const int LongestLine = 200;
    private const int LongestPart = 500;

    /// <summary>In the order in which an export writes them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Participants, Outcome, Trust, Background, Needs, Concern, Question, Pain, Objection, Category, Risks, Opportunity, Resources, Materials, MaterialsDay, Help, HelpFrom, HelpBy, Reflection,
    ];

    /// <summary>Parts that have a column, as <see cref="Conversation.FoundLines"/> names them.</summary>
    public static IReadOnlyList<string> Parts { get; } =
    [
        "participants", "outcome", "trust", "background", "needs", "concern", "question", "pain", "objection", "risks", "opportunity", "resources", "materials", "helpNeeded", "helpers",
        "helpBy", "reflection",
    ];

    /// <param name="nameOf">What a colleague is called in files.</param>
    /// <param name="takes">What the next step takes; null for what the record says of it.</param>
    /// <param name="materials">The step in which materials are prepared; null for none.</param>
    public static IEnumerable<string> Write(Gist? gist, string? takes, Step? materials, CellWords codes, string language, Func<string, string> nameOf) =>
    [
        gist?.Participants ?? "", codes.Write(gist?.Outcome, language), gist?.Trust?.ToString(CultureInfo.InvariantCulture) ?? "", gist?.Background ?? "", gist?.Needs ?? "",
        gist?.Concern ?? "", gist?.Question ?? "", gist?.Pain ?? "", gist?.Objection ?? "", codes.Write(gist?.Category, language), gist?.Risks ?? "", gist?.Opportunity ?? "",
        takes ?? gist?.Resources ?? "", gist?.Materials ?? "", materials is null ? "" : CellValues.Day(materials.DueDay), gist?.HelpNeeded ?? "", CellValues.List((gist?.Helpers ?? []).Select(nameOf)),
        gist?.HelpBy is { } day ? CellValues.Day(day) : "", gist?.Reflection ?? "",
    ];

    /// <summary>Without the colleagues; null when the row tells nothing of it.</summary>
    public static Gist? Read(RowCells row, CellWords codes, DateOnly latest)
    {
        var objection = row.Text(Objection, LongestPart);
        var category = Code<ObjectionCategory>(row, codes, Category, Whys.ObjectionCategory);
        var gist = new Gist(row.Text(Background, LongestPart), row.Text(Needs, LongestPart), objection, objection is null ? null : category)
        {
            Participants = row.Text(Participants, LongestLine),
            Outcome = Code<Outcome>(row, codes, Outcome, Whys.Outcome),
            Trust = TrustOf(row),
            Concern = row.Text(Concern, LongestPart),
            Question = row.Text(Question, LongestPart),
            Pain = row.Text(Pain, LongestPart),
            Risks = row.Text(Risks, LongestPart),
            Opportunity = row.Text(Opportunity, LongestPart),
            Resources = row.Text(Resources, LongestLine),
            Materials = row.Text(Materials, LongestLine),
            HelpNeeded = row.Text(Help, LongestPart),
            HelpBy = row.Moment(HelpBy, latest, Whys.FarAway)?.Day,
            Reflection = row.Text(Reflection, LongestPart),
        };
        return gist.HoldsNothing() ? null : gist;
    }

    private static int? TrustOf(RowCells row)
    {
        var said = row.Text(Trust, LongestPart);
        var trust = said is [>= '1' and <= '5'] ? said[0] - '0' : (int?)null;
        if (said is not null && trust is null)
        {
            row.Wrong(Trust, Whys.Trust);
        }

        return trust;
    }

    private static T? Code<T>(RowCells row, CellWords codes, string column, string why) where T : struct, Enum
    {
        if (row.Text(column, LongestPart) is not { } said)
        {
            return null;
        }

        var code = codes.Read<T>(said);
        if (code is null)
        {
            row.Wrong(column, why);
        }

        return code;
    }
}
