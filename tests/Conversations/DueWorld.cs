using System.Globalization;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>People and due things put into the company as an import does, so that a test knows exactly what is due.</summary>
internal static class DueWorld
{
    public const string Manager = "mia";

    /// <summary>A rep of the demo company with nothing to do yet.</summary>
    public static async Task<Speaker> RepAsync(
        this BotUnderTest bot, string id, string name, string language = "zh-CN", string zone = "Asia/Shanghai", string? manager = null, Role role = Role.Rep)
    {
        var person = new Person(id, name, null, [], role, null, manager, zone, language);
        await bot.Services.GetRequiredService<PeopleStore>().ImportAsync("demo", [(person, [id])], CancellationToken.None);
        return bot.As(id, language);
    }

    /// <summary>A customer with open steps; each owner's zone is that of the day.</summary>
    public static async Task CustomerAsync(this BotUnderTest bot, string id, string name, string owner, params Step[] steps)
    {
        var outcome = await bot.Services.GetRequiredService<CustomerStore>().ChangeAsync<NotFiled>(
            new ChangeRequest("demo", id, "import" + id, owner, DateTimeOffset.UnixEpoch),
            _ => new Decision<NotFiled>.Commit(
                new CustomerEdit("imported", new Customer(id, name, [], owner, [], Tier.B, Stage.Mature, Status.Active, null)) { Steps = steps }),
            CancellationToken.None);
        Assert.IsType<ChangeOutcome<NotFiled>.Committed>(outcome);
    }

    /// <summary>People of a customer, put there as an import does.</summary>
    public static async Task ContactsAsync(this BotUnderTest bot, string customer, params Contact[] contacts)
    {
        var outcome = await bot.Services.GetRequiredService<CustomerStore>().ChangeAsync<NotFiled>(
            new ChangeRequest("demo", customer, "contacts" + customer + contacts[0].Id, "import", DateTimeOffset.UnixEpoch),
            file => new Decision<NotFiled>.Commit(new CustomerEdit("contact-added", file!.Head) { Contacts = contacts }),
            CancellationToken.None);
        Assert.IsType<ChangeOutcome<NotFiled>.Committed>(outcome);
    }

    public static Step Step(string id, string what, string owner, string day, StepKind? kind = null, string zone = "Asia/Shanghai", string? time = null)
    {
        var (on, at) = (DateOnly.Parse(day, CultureInfo.InvariantCulture), time is null ? (TimeOnly?)null : TimeOnly.Parse(time, CultureInfo.InvariantCulture));
        return new Step(id, what, owner, OwedBy.Us, on, at, zone, Due.At(on, at, zone), StepState.Open, 1, null, null) { Kind = kind };
    }

    public static async Task<Step> StepAsync(this BotUnderTest bot, string customer, string step) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", customer, CancellationToken.None))!.Steps.Single(s => s.Id == step);

    public static async Task<CustomerFile> FileOfAsync(this BotUnderTest bot, string customer) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", customer, CancellationToken.None))!;

    public static async Task<IReadOnlyList<Mute>?> MutesOfAsync(this BotUnderTest bot, string person) =>
        (await bot.Services.GetRequiredService<PeopleStore>().GetAsync("demo", person, CancellationToken.None))!.Mutes;

    public static async Task ChangeAsync(this BotUnderTest bot, string person, Func<Person, Person> change) =>
        Assert.True(await bot.Services.GetRequiredService<PeopleStore>().UpdateAsync("demo", person, change, CancellationToken.None));

    /// <summary>Waits until a sent card reads so.</summary>
    public static async Task UpdatedAsync(this BotUnderTest bot, Speaker who, CardSeen card, params string[] parts)
    {
        for (var waited = 0; waited < 600; waited++)
        {
            if (bot.Teams.To(who.Conversation).LastOrDefault(s => s.Update && s.ActivityId == card.ActivityId) is { } now && parts.All(p => now.Read.Contains(p, StringComparison.Ordinal)))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        throw new Xunit.Sdk.XunitException($"No update of the card with {string.Join(", ", parts)}, but: {string.Join("\n--\n", bot.Teams.To(who.Conversation).Where(s => s.Update).Select(s => s.Read))}");
    }

    /// <summary>What somebody got by itself since the given number of activities.</summary>
    public static IReadOnlyList<Sent> New(this BotUnderTest bot, Speaker who, int since) =>
        [.. bot.Teams.To(who.Conversation, since).Where(s => !s.Update)];
}
