using System.Text.Json.Serialization;

namespace CrmBot.Domain;

/// <summary>Value of a customer; decides how deeply and how often it is cared for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Tier>))]
public enum Tier { A, B, C }

/// <summary>Where a customer stands in its life cycle; decides the engine: follow-up, delivery check or care.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Stage>))]
public enum Stage { Intent, Deal, Mature, Dormant, Lost }

/// <summary>How the business with a customer stands; the funnel is the order of these.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Status>))]
public enum Status { New, Interested, Hesitant, Proposal, Negotiating, Won, Lost, OnHold, Active, AtRisk }

/// <summary>How a customer was reached.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Channel>))]
public enum Channel { Call, Visit, WeChat, Email, OnlineMeeting, Event, Sms, Trial, Other }

/// <summary>What a person is in the company. A person without a role is a rep.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
public enum Role { Rep, Service, Presales, Marketing, Manager, Director, Admin }

/// <summary>Mood of the customer as the rep saw it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Sentiment>))]
public enum Sentiment { Positive, Neutral, Hesitant, Negative }

/// <summary>What an objection is about; decides who can help with it. Source: checklist A15.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObjectionCategory>))]
public enum ObjectionCategory { Price, Feature, Timing, Competitor, Trust, Process, Other }

/// <summary>What came of trying to reach a customer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome { Reached, NoAnswer, Voicemail, Refused }

/// <summary>What happens in the life of a contact, and what they are like. Kept only when the rep says so.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MomentKind>))]
public enum MomentKind
{
    Birthday,
    BirthdayLunar,
    ChildExam,
    FamilyHealth,
    Hobby,
    JobChange,
    Newborn,
    Preference,
    Pregnancy,
    Promotion,
    Relocation,
    Retirement,
    SportEvent,
    Wedding,

    /// <summary>A journey of their own, not for work.</summary>
    Travel,
}

/// <summary>State of an obligation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepState>))]
public enum StepState { Open, Done, Cancelled }

/// <summary>Sorts of obligations that are no plain next step; each has its own lateness.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepKind>))]
public enum StepKind
{
    /// <summary>What a person wants to be reminded of.</summary>
    Reminder,
    Birthday,
    Holiday,

    /// <summary>An act of care of no certain day.</summary>
    Care,

    /// <summary>Something that takes place on a day, such as an exam.</summary>
    Event,

    /// <summary>What a colleague was asked to help with.</summary>
    Help,
}

/// <summary>Who owes a step: we, or the customer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OwedBy>))]
public enum OwedBy { Us, Customer }

/// <summary>How bad a complaint is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity { Low, Medium, High }

/// <summary>What a person is to a customer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Part>))]
public enum Part { Owner, Helper, StepOwner }

/// <summary>Why a proactive message is sent; each kind has its own resend policy.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PromptKind>))]
public enum PromptKind
{
    /// <summary>Something is to be done.</summary>
    FollowUp,

    /// <summary>An act of care is due: a second copy of it would be worse than none.</summary>
    Care,

    /// <summary>What a report has not done, or cannot be told, is told to the manager.</summary>
    Escalation,

    /// <summary>
    /// What a person asked to be reminded of, of a customer or not. It is said once and told to no manager; one of a customer goes to who
    /// stands in for the person.
    /// </summary>
    Reminder,

    /// <summary>What the customer promised is due: asked about again like a next step, and told to no manager, because it is not ours to do.</summary>
    Promise,
}

/// <summary>Codes as they come back from outside.</summary>
public static class Codes
{
    /// <summary>The code of exactly this name; null for everything else, also for a number, which could name no code at all.</summary>
    public static T? Read<T>(string? said) where T : struct, Enum =>
        said is { Length: > 0 } && Enum.IsDefined(typeof(T), said) ? Enum.Parse<T>(said) : null;
}
