using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Privacy;

/// <summary>Erasing a colleague who has left and has handed everything over: by an administrator, after the typed name.</summary>
internal sealed class ErasingPeople(PersonErasure erasure, IndexStore index, JobStarter jobs)
{
    /// <summary>Colleagues called so; none for somebody who may not erase them.</summary>
    public static IReadOnlyList<SubjectRow> Called(Turn turn, string said) => turn.Me.Role != Role.Admin ? [] :
    [
        .. Colleagues.Called([.. turn.Company.People.Where(p => !PersonErasure.IsErased(p))], said)
            .Select(p => new SubjectRow("", "", p.Name, turn.Words("privacy")[p.Left ? "personLeft" : "person"], p.Id)),
    ];

    public async Task<Answer> CardAsync(Turn turn, string personId, CancellationToken ct) =>
        await RefusalAsync(turn, personId, ct) is { } no ? Answer.Text(no) : await FormAsync(turn, personId, "", "", ct);

    public async Task<Reply> EraseAsync(Turn turn, string personId, string? typed, CancellationToken ct)
    {
        var words = turn.Words("privacy");
        var request = new PersonErase(turn.Tenant, personId, Ids.Hash(turn.Tenant, personId, "person", "erase"), turn.Me.Id, turn.Now);
        if (turn.Me.Role == Role.Admin && await jobs.FindAsync(turn.Tenant, request.OpId, ct) is not null)
        {
            return Reply.Replace(PrivacyCards.Settled(words["gone"], "", false));
        }

        // Pressed again after a commit that was cut off before its job: the name is gone by now, and the rest is begun.
        if (!IsBegun(turn, personId))
        {
            if (await RefusalAsync(turn, personId, ct) is { } no)
            {
                return Reply.Say(Answer.Text(no));
            }

            if (!string.Equals(typed?.Trim(), turn.Company.Find(personId)!.Name, StringComparison.OrdinalIgnoreCase))
            {
                return Reply.Replace(await FormAsync(turn, personId, typed ?? "", words["wrongName"], ct));
            }
        }

        switch (await erasure.CommitAsync(request, ct))
        {
            case EraseOutcome.Erased:
                await jobs.StartAsync(PersonEraseJob.Of(turn, request), ct);
                return Reply.Replace(PrivacyCards.Settled(words.Format("erased", ("number", request.OpId[..6])), turn.ByMe, true));
            case EraseOutcome.Nothing:
                return Reply.Replace(PrivacyCards.Settled(words["gone"], "", false));
            default:
                return Reply.Say(Answer.Text(words["busyPerson"]));
        }
    }

    private static bool IsBegun(Turn turn, string personId) =>
        turn.Me.Role == Role.Admin && turn.Company.Find(personId) is { } person && PersonErasure.IsErased(person);

    private async Task<string?> RefusalAsync(Turn turn, string personId, CancellationToken ct)
    {
        var words = turn.Words("privacy");
        if (turn.Me.Role != Role.Admin)
        {
            return words["onlyAdminPeople"];
        }

        if (turn.Company.Find(personId) is not { } person || IsBegun(turn, personId))
        {
            return words["gone"];
        }

        var customers = (await index.OfPersonAsync(turn.Tenant, personId, ct)).Count;
        return !person.Left ? words.Format("stillHere", ("name", person.Name))
            : customers > 0 ? words.Format("stillHas", ("name", person.Name), ("count", customers))
            : null;
    }

    private async Task<Answer.Card> FormAsync(Turn turn, string personId, string typed, string wrong, CancellationToken ct)
    {
        var words = turn.Words("privacy");
        var person = turn.Company.Find(personId)!;
        var names = new[] { person.EnglishName ?? "" }.Concat(person.Aliases).Prepend(person.Name).Where(n => n.Length > 0);
        var known = await erasure.DirectoryIdsAsync(turn.Tenant, personId, ct);
        return PrivacyCards.Person(turn, person, [new WhatGoes(words["personNames"], string.Join(" · ", names)), new WhatGoes(words["personIds"], $"{known.Count}")], typed, wrong);
    }
}
