using System.Text.Json;
using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// The rows that are read by the hundred, read by hand. Only a row of today's version with today's members in today's order is;
/// every other one is left to <see cref="RowSchema"/>, which knows better and takes longer.
/// </summary>
internal static class QuickRows
{
    public static Kept<FollowUp> FollowUp(Row row) => FollowUpIn(row.Data.Span) ?? row.As(StoreJson.Default.KeptFollowUp);

    /// <param name="personId">Whose list it is.</param>
    public static StakeRow Stake(Row row, string personId) => StakeIn(row.Data.Span, personId) ?? row.As(StoreJson.Default.StakeRow);

    /// <summary>Null for a row that is not as it would be written today.</summary>
    internal static Kept<FollowUp>? FollowUpIn(ReadOnlySpan<byte> data)
    {
        try
        {
            var json = new InOrder(data);
            json.Open();
            var (v, rev) = (json.Number("v"u8), json.Number("rev"u8));
            json.Member("it"u8);
            json.Open();
            var it = new FollowUp(
                json.Text("id"u8),
                json.Text("authorId"u8),
                json.Instant("contactedAt"u8),
                json.Instant("filedAt"u8),
                json.Code<Channel>("channel"u8),
                json.TextOrNone("contactName"u8),
                json.Text("summary"u8),
                json.CodeOrNone<Sentiment>("sentiment"u8),
                json.CodeOrNone<Status>("status"u8),
                json.TextOrNone("nextStepId"u8),
                json.TextOrNone("noNextStepBecause"u8),
                json.Flag("shallow"u8),
                json.Number("edition"u8))
            {
                Gist = GistIn(ref json),
                Fields = json.MapOrNone("fields"u8),
            };
            json.Close();
            json.Close();
            return json.Well && v == RowSchema.VersionOf(typeof(Kept<FollowUp>)) ? new Kept<FollowUp>(v, rev, it) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="FollowUpIn"/>
    internal static StakeRow? StakeIn(ReadOnlySpan<byte> data, string personId)
    {
        try
        {
            var json = new InOrder(data);
            json.Open();
            var (v, rev, gone) = (json.Number("v"u8), json.Number("rev"u8), json.InstantOrNone("goneAt"u8));
            Stake? it = null;
            if (json.Has("it"u8))
            {
                json.Open();
                it = new Stake(
                    json.Text("customerId"u8),
                    json.Text("customerName"u8),
                    json.Code<Part>("part"u8),
                    json.Text("ownerId"u8, personId),
                    json.Code<Tier>("tier"u8),
                    json.Code<Stage>("stage"u8),
                    json.Code<Status>("status"u8),
                    json.DayOrNone("lastContact"u8),
                    Steps(ref json, personId),
                    json.Flag("openComplaint"u8),
                    json.NumberOrNone("lastScore"u8),
                    json.Number("rev"u8))
                {
                    StepOfOthers = json.FlagOrNone("stepOfOthers"u8),
                };
                json.Close();
            }

            json.Close();
            return json.Well && v == RowSchema.VersionOf(typeof(StakeRow)) ? new StakeRow(v, rev, gone, it) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Gist? GistIn(ref InOrder json)
    {
        if (!json.Has("gist"u8))
        {
            return null;
        }

        json.Open();
        var it = new Gist(json.TextOrNone("background"u8), json.TextOrNone("needs"u8), json.TextOrNone("objection"u8), json.CodeOrNone<ObjectionCategory>("category"u8))
        {
            HelpNeeded = json.TextOrNone("helpNeeded"u8),
            Helpers = json.TextsOrNone("helpers"u8),
            Outcome = json.CodeOrNone<Outcome>("outcome"u8),
            Competitors = json.TextsOrNone("competitors"u8),
            Amount = json.AmountOrNone("amount"u8),
            Currency = json.TextOrNone("currency"u8),
            Referrals = json.TextsOrNone("referrals"u8),
            NewContacts = json.TextsOrNone("newContacts"u8),
            Resolved = json.TextsOrNone("resolved"u8),
            Cold = json.FlagOrNone("cold"u8),
            Care = json.FlagOrNone("care"u8),
            Complaint = json.FlagOrNone("complaint"u8),
            Nps = json.NumberOrNone("nps"u8),
            QuietUntil = json.DayOrNone("quietUntil"u8),
            EventOn = json.DayOrNone("eventOn"u8),
            Participants = json.TextOrNone("participants"u8),
            Concern = json.TextOrNone("concern"u8),
            Question = json.TextOrNone("question"u8),
            Pain = json.TextOrNone("pain"u8),
            Risks = json.TextOrNone("risks"u8),
            Opportunity = json.TextOrNone("opportunity"u8),
            Trust = json.NumberOrNone("trust"u8),
            Resources = json.TextOrNone("resources"u8),
            Materials = json.TextOrNone("materials"u8),
            HelpBy = json.DayOrNone("helpBy"u8),
            Reflection = json.TextOrNone("reflection"u8),
        };
        json.Close();
        return it;
    }

    private static IReadOnlyList<Step> Steps(ref InOrder json, string personId)
    {
        json.Member("openSteps"u8);
        var steps = new List<Step>();
        var lists = json.BeginsList();
        while (lists && json.GoesOn())
        {
            json.Open();
            steps.Add(new Step(
                json.Text("id"u8),
                json.Text("what"u8),
                json.Text("ownerId"u8, personId),
                json.Code<OwedBy>("by"u8),
                json.Day("dueDay"u8),
                json.TimeOrNone("dueTime"u8),
                json.Text("zone"u8, "Asia/Shanghai"),
                json.Instant("dueAt"u8),
                json.Code<StepState>("state"u8),
                json.Number("ver"u8),
                json.TextOrNone("sourceId"u8),
                json.InstantOrNone("closedAt"u8))
            {
                Resources = json.TextOrNone("resources"u8),
            });
            json.Close();
        }

        return steps;
    }
}
