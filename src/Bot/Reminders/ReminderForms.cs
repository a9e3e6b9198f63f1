using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.Reminders;

/// <summary>A button of a reminder. The customer is empty for a reminder of one's own; <c>Ver</c> is the plan it was sent for.</summary>
internal record ReminderForm(string? Customer, string? Step, string? Ver);

/// <summary>A button that puts a reminder off; a time that was typed goes before a chosen day.</summary>
/// <param name="SnoozeAt">Local time on that day, after a question back; empty for the daily list.</param>
/// <param name="Sure">Given when the day was questioned and is meant.</param>
internal sealed record SnoozeForm(string? Customer, string? Step, string? Ver, string? Choice, string? SnoozeOn, string? SnoozeText, string? SnoozeAt, string? Sure)
    : ReminderForm(Customer, Step, Ver);

/// <summary>Gives a step to a colleague.</summary>
internal sealed record HandForm(string? Customer, string? Step, string? Ver, string? To) : ReminderForm(Customer, Step, Ver);

/// <summary>Leaves somebody alone with a customer for a while.</summary>
internal sealed record MuteForm(string? Customer, string? MuteUntil);

internal sealed record UnmuteForm(string? Customer, string? Contact);

/// <summary>Asks what became of the reminders of a step.</summary>
internal sealed record WhyForm(string? Customer, string? Step);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(ReminderForm))]
[JsonSerializable(typeof(SnoozeForm))]
[JsonSerializable(typeof(HandForm))]
[JsonSerializable(typeof(MuteForm))]
[JsonSerializable(typeof(UnmuteForm))]
[JsonSerializable(typeof(WhyForm))]
[JsonSerializable(typeof(DoneForm))]
internal sealed partial class ReminderJson : JsonSerializerContext;
