using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>Something in the life of a contact that was told, and may be remembered.</summary>
internal sealed record MomentTold(MomentKind Kind, string What, string? Of, DateOnly? On, bool MonthOnly);

/// <summary>Where a part of the form was read from.</summary>
/// <param name="Part">The code of the part, such as <c>needs</c>.</param>
/// <param name="Words">As written.</param>
/// <param name="Guessed">Not said in so many words.</param>
internal sealed record Mark(string Part, string Words, bool Guessed);

/// <summary>What a form is filled with. It lies in the form's draft, so that a restart and a retry find the same.</summary>
/// <param name="Form">What was read or stored, and since something was typed, what was typed last.</param>
internal sealed record Prefill(FollowUpForm Form)
{
    /// <summary>Id of the stored step in which the materials are prepared; null for none.</summary>
    public string? MaterialsStep { get; init; }

    /// <summary>The card in the chat from which a dialog of this form was opened; null for none.</summary>
    public string? ChatCard { get; init; }

    /// <summary>That card is not this form but the record that it changes: it stays until the change is kept.</summary>
    public bool? ChatIsRecord { get; init; }

    /// <summary>Ids of the stored steps in the rows of the form, in order; empty for a new one.</summary>
    public IReadOnlyList<string> StepIds { get; init; } = [];

    /// <summary>The other day that the words of a row can mean; null for one reading.</summary>
    public IReadOnlyList<DateOnly?> OtherDays { get; init; } = [];

    /// <summary>Days that are free or of an absence and that the person wants all the same.</summary>
    public IReadOnlyList<DateOnly> Sure { get; init; } = [];

    /// <summary>All that was found; of a stored record what it holds.</summary>
    public Gist? Gist { get; init; }

    /// <summary>What the record that is edited holds in those fields of the company's own that the form shows; null for a new record.</summary>
    public IReadOnlyDictionary<string, string>? Own { get; init; }

    /// <summary>The name of a new customer that others are like, which was asked about; null for none.</summary>
    public string? AskedName { get; init; }

    public IReadOnlyList<MomentTold> Moments { get; init; } = [];

    /// <summary>Whether the moments are to be remembered; null before the person said so.</summary>
    public bool? Remember { get; init; }

    /// <summary>What the statement is where it tells of no contact, until the person wants it filed as one; null for a contact.</summary>
    public Aside? Aside { get; init; }

    /// <summary>Whether that was kept; null before, and for a contact.</summary>
    public bool? Kept { get; init; }

    public IReadOnlyList<Mark> Marks { get; init; } = [];

    /// <summary>Ids of customers that the same words could mean.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Null for a form that was filled with nothing.</summary>
    /// <exception cref="JsonException">The draft is not as any version wrote it.</exception>
    public static Prefill? Of(Draft draft) => draft.Content is null ? null : JsonSerializer.Deserialize(draft.Content, PrefillJson.Default.Prefill);

    // Of what came with a form, only what a form can hold is kept.
    public Draft In(Draft draft) => draft with { Content = JsonSerializer.Serialize(this with { Form = Form.WithOwn(Form.Own()) }, PrefillJson.Default.Prefill) };

    /// <summary>The draft with what was typed into its form. A form of a version that kept nothing stays as it is.</summary>
    public static Draft Typed(Draft draft, FollowUpForm form, DateTimeOffset now)
    {
        var prefill = Of(draft);
        return prefill is null && draft.FollowUpId is not null ? draft : ((prefill ?? new Prefill(form)) with { Form = form }).In(draft) with { SavedAt = now };
    }

    /// <summary>The open step in which the materials are prepared; null for none.</summary>
    public Step? Materials(CustomerFile? file) => file?.OpenSteps.FirstOrDefault(s => s.Id == MaterialsStep);

    /// <summary>The stored step of a row; null for none, or one that is not open any more.</summary>
    public Step? Standing(CustomerFile? file, int row) =>
        row < StepIds.Count && StepIds[row].Length > 0 ? file?.OpenSteps.FirstOrDefault(s => s.Id == StepIds[row]) : null;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(Prefill))]
internal sealed partial class PrefillJson : JsonSerializerContext;
