using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>Opens the form. What it is about lies in a draft, so that a restart between opening and submitting loses nothing.</summary>
internal sealed class FollowUpForms(DraftStore drafts, IndexStore index)
{
    /// <summary>What its drafts are called.</summary>
    public const string Kind = "follow-up";

    /// <summary>A form for a new record; without a customer it lets the person choose one of their own.</summary>
    /// <param name="summary">What was said already; null for nothing.</param>
    public async Task<Answer> NewAsync(Turn turn, CustomerFile? file, Step? about, CancellationToken ct, string? summary = null)
    {
        var draft = new Draft(turn.DraftId, turn.Me.Id, Kind, file?.Head.Id, about?.Id, null, 0, false, null);
        await drafts.PutAsync(turn.Tenant, draft, ct);
        var shell = FormModel.Of(turn, draft, file, await OwnAsync(turn, file, ct));
        var source = file?.Recent.FirstOrDefault(r => r.Id == about?.SourceId);
        return FollowUpCards.Form(turn, shell with { Contact = source?.ContactName is { } met && (file is null || ContactList.Called(file, met)?.LeftOn is null) ? met : "", Channel = source?.Channel.ToString() ?? "", Summary = summary?.Trim() ?? "" });
    }

    /// <summary>A form with what was typed into one that is no longer there.</summary>
    public async Task<(Draft Draft, IReadOnlyList<Stake> Own)> RescueAsync(Turn turn, FollowUpForm form, CancellationToken ct)
    {
        var draft = Prefill.Typed(new Draft(turn.DraftId, turn.Me.Id, Kind, null, null, null, 0, false, null), form, turn.Now);
        await drafts.PutAsync(turn.Tenant, draft, ct);
        return (draft, await OwnAsync(turn, null, ct));
    }

    /// <summary>A form with a stored record in it.</summary>
    public async Task<Answer> EditAsync(Turn turn, CustomerFile file, FollowUp record, CancellationToken ct)
    {
        var prefill = Stored(turn, file, record) with
        {
            ChatCard = turn.InDialog ? turn.CardId : null,
            ChatIsRecord = turn.InDialog ? true : null,
        };
        var draft = prefill.In(new Draft(turn.DraftId, turn.Me.Id, Kind, file.Head.Id, null, record.Id, record.Edition, false, null));
        await drafts.PutAsync(turn.Tenant, draft, ct);
        return FollowUpCards.Form(turn, FormModel.Filled(turn, FormModel.Of(turn, draft, file, []), prefill.Form, prefill, [], file.Head));
    }

    /// <summary>A stored record with its open steps, as a form begins with it.</summary>
    public static Prefill Stored(Turn turn, CustomerFile file, FollowUp record)
    {
        var materials = Filing.MaterialsOf(file, record);
        IReadOnlyList<Step> steps = [.. Filing.OpenOf(file, record).Where(s => s.Id != materials?.Id).Take(FollowUpForm.MostRows)];
        var form = FormOf(turn, record, steps) with { MaterialsOn = FollowUpForm.Day(materials?.DueDay) };
        return new Prefill(form)
        {
            Own = form.Own(),
            StepIds = [.. steps.Select(s => s.Id)],
            MaterialsStep = materials?.Id,
            Gist = record.Gist,
        };
    }

    private static FollowUpForm FormOf(Turn turn, FollowUp record, IReadOnlyList<Step> steps) => new FollowUpForm(
        null, null, record.Channel.ToString(), FollowUpForm.Day(Zones.DayOf(record.ContactedAt, turn.Me.Zone)), record.ContactName, record.Summary, record.Status?.ToString(),
        null, null, record.NoNextStepBecause)
    {
        Background = record.Gist?.Background,
        Needs = record.Gist?.Needs,
        Objection = record.Gist?.Objection,
        Category = record.Gist?.Category?.ToString(),
        Help = record.Gist?.HelpNeeded,
        Mood = record.Sentiment?.ToString(),
        Outcome = record.Gist?.Outcome?.ToString(),
        Participants = record.Gist?.Participants,
        Trust = record.Gist?.Trust?.ToString(CultureInfo.InvariantCulture),
        Concern = record.Gist?.Concern,
        Question = record.Gist?.Question,
        Pain = record.Gist?.Pain,
        Risks = record.Gist?.Risks,
        Opportunity = record.Gist?.Opportunity,
        Resources = record.Gist?.Resources,
        Materials = record.Gist?.Materials,
        HelpWho = record.Gist?.Helpers is [var helper, ..] ? helper : null,
        HelpOn = FollowUpForm.Day(record.Gist?.HelpBy),
        Reflection = record.Gist?.Reflection,
        Kept = string.Join(',', FormModel.ExtrasOf(turn, record.Gist).Select(e => e.Value)),
    }.WithSteps([.. steps.Select(s => new StepTyped(s.What, FollowUpForm.Day(s.DueDay), FollowUpForm.Time(s.DueTime), s.By == OwedBy.Customer ? StepTyped.Customer : s.OwnerId, s.Resources))])
        .WithOwn((record.Fields ?? new Dictionary<string, string>(StringComparer.Ordinal)).Where(f => turn.Fields.Find(f.Key) is { Retired: false }).ToDictionary(StringComparer.Ordinal));

    /// <summary>The customers the form offers; none when it is about one already.</summary>
    public async Task<IReadOnlyList<Stake>> OwnAsync(Turn turn, CustomerFile? file, CancellationToken ct) =>
        file is not null ? [] :
        [
            .. (await index.OfPersonAsync(turn.Tenant, turn.Me.Id, ct))
                .OrderBy(s => s.Part).ThenByDescending(s => s.LastContact).ThenBy(s => s.CustomerName, StringComparer.Ordinal),
        ];
}
