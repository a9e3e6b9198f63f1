using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.Wishes;

/// <summary>Asks for what a customer wants, or what stands in the way.</summary>
internal sealed record WishesForm(string? Customer);

/// <summary>One need or objection.</summary>
internal record OneWishForm(string? Customer, string? Item);

/// <summary>A button that settles one or opens it again.</summary>
/// <param name="Seen">How many marks it had on the card that was pressed.</param>
internal sealed record WishForm(string? Customer, string? Item, string? Seen) : OneWishForm(Customer, Item);

/// <summary>Goes on with a list of promises.</summary>
/// <param name="Customer">Empty for those of a person.</param>
/// <param name="Person">Whose; empty for one's own.</param>
/// <param name="By"><c>us</c>, <c>customer</c>, or empty for both.</param>
internal sealed record PromisesForm(string? Customer, string? Person, string? By, string? From);

/// <summary>Somebody a follow-up names as new becomes a contact.</summary>
/// <param name="Record">Id of the follow-up.</param>
/// <param name="Name">As it stands there.</param>
internal sealed record NewcomerForm(string? Customer, string? Record, string? Name);

/// <summary>A contact of whom a follow-up tells a change.</summary>
/// <param name="Record">Id of the follow-up.</param>
internal sealed record PersonForm(string? Customer, string? Record, string? Contact);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(WishesForm))]
[JsonSerializable(typeof(OneWishForm))]
[JsonSerializable(typeof(WishForm))]
[JsonSerializable(typeof(PromisesForm))]
[JsonSerializable(typeof(NewcomerForm))]
[JsonSerializable(typeof(PersonForm))]
internal sealed partial class WishJson : JsonSerializerContext;
