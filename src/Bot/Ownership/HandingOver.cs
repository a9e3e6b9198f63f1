using System.Text.Json;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Ownership;

/// <summary>Everything of somebody who leaves: shown, and handed over by a job after a confirmation.</summary>
internal sealed class HandingOver(IndexStore index, CustomerStore customers, JobStore store, JobStarter jobs)
{
    public async Task<Reply> PackAsync(Turn turn, PackForm form, CancellationToken ct) =>
        Reply.Say(await PackAsync(turn, Ids.Given(form.Person), form.From, ct));

    public async Task<Answer> PackAsync(Turn turn, string personId, string? from, CancellationToken ct) =>
        MayNot(turn, personId) ?? await OfAsync(turn, turn.Company.Find(personId)!, from, ct);

    private async Task<Answer> OfAsync(Turn turn, Person leaver, string? from, CancellationToken ct)
    {
        var stakes = await index.OfPersonAsync(turn.Tenant, leaver.Id, ct);
        var files = await Task.WhenAll(HandoverCards.OnPage(stakes, from).Select(s => customers.LoadAsync(turn.Tenant, s.CustomerId, ct).AsTask()));
        return HandoverCards.Pack(
            turn, leaver, stakes, from,
            files.OfType<CustomerFile>().Where(f => Sight.Content(turn.Me, f, turn.Company)).DistinctBy(f => f.Head.Id).ToDictionary(f => f.Head.Id, StringComparer.Ordinal));
    }

    public Task<Reply> ChooseAsync(Turn turn, string? personId) =>
        Task.FromResult(Reply.Say(MayNot(turn, Ids.Given(personId)) ?? OwnershipCards.ChooseAll(turn, turn.Company.Find(personId!)!)));

    public async Task<Reply> ProposeAsync(Turn turn, string? personId, string? toId, CancellationToken ct)
    {
        var (leaver, to) = (Ids.Given(personId), turn.Company.Find(Ids.Given(toId)));
        if ((MayNot(turn, leaver) ?? NotTo(turn, leaver, to)) is { } no)
        {
            return Reply.Say(no);
        }

        var stakes = await index.OfPersonAsync(turn.Tenant, leaver, ct);
        return Reply.Say(HandoverCards.Confirm(turn, turn.Company.Find(leaver)!, to!, stakes));
    }

    public async Task<Reply> GiveAsync(Turn turn, GiveAllForm form, CancellationToken ct)
    {
        var (leaver, to) = (Ids.Given(form.Person), turn.Company.Find(Ids.Given(form.To)));
        if ((MayNot(turn, leaver) ?? NotTo(turn, leaver, to)) is { } no)
        {
            return Reply.Say(no);
        }

        // Who leaves does not decide whom others report to.
        var order = new HandoverOrder(leaver, to!.Id, form.Reports == "true" && leaver != turn.Me.Id, turn.CardId);
        var job = await jobs.StartAsync(
            new Job(
                turn.Tenant, Ids.Hash("handover", turn.Tenant, leaver, to.Id, Ids.Given(form.Order)), HandoverJob.Name, turn.Me.Id, turn.Now,
                JsonSerializer.Serialize(order, OwnershipJobJson.Default.HandoverOrder)),
            ct);
        return Reply.Replace(HandoverCards.Progress(turn.Say, turn.Company, job, order));
    }

    public async Task<Reply> ProgressAsync(Turn turn, ProgressForm form, CancellationToken ct)
    {
        var job = (await store.GetAsync(turn.Tenant, Ids.Given(form.Job), ct))?.Job;
        if (job is not { Kind: HandoverJob.Name })
        {
            return Reply.Say(Answer.Text(turn.Words("ownership")["noJob"]));
        }

        var order = HandoverJob.OrderOf(job);
        return job.ById != turn.Me.Id && MayNot(turn, order.From) is { } no
            ? Reply.Say(no)
            : Reply.Replace(HandoverCards.Progress(turn.Say, turn.Company, job, order));
    }

    private static Answer? MayNot(Turn turn, string leaver)
    {
        var words = turn.Words("ownership");
        return turn.Company.Find(leaver) is not { } person ? Answer.Text(words.Format("nobodyCalled", ("name", leaver)))
            : !Domain.Ownership.MayGive(turn.Me, person.Id, turn.Company) ? Answer.Text(words.Format("noHandover", ("name", person.Name)))
            : null;
    }

    private static Answer? NotTo(Turn turn, string leaver, Person? to)
    {
        var words = turn.Words("ownership");
        return to is null ? Answer.Text(words["needPerson"])
            : to.Left ? Answer.Text(words.Format("hasLeft", ("name", to.Name)))
            : to.Id == leaver ? Answer.Text(words["toSelf"])
            : null;
    }
}
