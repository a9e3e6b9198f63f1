using CrmBot.Bot.Conversation;
using CrmBot.Bot.Files;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>Moving data in: a file that somebody sends is read and shown, and taken when they say so.</summary>
internal sealed class ImportCapability(
    FileFetch fetch, ImportIntake intake, PeopleFile people, ImportScenes scenes, ImportCards cards, ImportJob import, Headers headers, FileStore files, JobStarter jobs,
    ILogger<ImportCapability> log) : ICapability
{
    public string Name => "import";

    public void Map(Routes routes) => routes
        .File(Sent)
        .Text("import", How)
        .Card("import/start", ImportFormJson.Default.StartForm, Start)
        .Card("import/leave", ImportFormJson.Default.FileForm, Leave);

    private Task<Reply> How(Turn turn, Meaning meaning, CancellationToken ct) =>
        Task.FromResult(Reply.Say(Answer.Text(turn.Words("import")["how"])));

    private async Task<Reply> Sent(Turn turn, IReadOnlyList<SentFile> sent, CancellationToken ct)
    {
        var words = turn.Words("import");
        var file = sent[0];
        switch (await fetch.FetchAsync(file.Address, ct))
        {
            case Fetched.TooLarge:
                return Reply.Say(Answer.Text(Why(turn, FileRefusal.TooLarge)));
            case Fetched.Failed failed:
                log.FileNotFetched(failed.Why);
                return Reply.Say(Answer.Text(words["notFetched"]));
            case Fetched.Here { Content: var content }:
                await using (content)
                {
                    return Reply.Say([await ShowAsync(turn, file.Name, content, ct), .. sent.Count > 1 ? [Answer.Text(words["oneFile"])] : Array.Empty<Answer>()]);
                }

            default:
                return Reply.Nothing;
        }
    }

    private async Task<Answer> ShowAsync(Turn turn, string name, Stream content, CancellationToken ct)
    {
        var id = Ids.From(turn.OpId, "file");
        var scene = await scenes.LookAsync(turn.Tenant, turn.Me.Id, ct) ?? throw new InvalidOperationException($"Person {turn.Me.Id} is not listed.");
        return await intake.TakeInAsync(scene, id, name, content, ct) switch
        {
            Intake.Ready ready => cards.Preview(turn, id, ready, headers),
            Intake.Refused refused => Answer.Text(Why(turn, refused.Why)),
            Intake.NoKind no when PeopleFile.Is(no.Header) => await ShowPeopleAsync(turn, id, name, content, ct),
            Intake.NoKind no => Answer.Text(turn.Words("import").Format("noKind", ("columns", Wording.Short(string.Join(", ", no.Header), 200)))),
            var other => throw new InvalidOperationException($"The intake {other.GetType().Name} has no answer."),
        };
    }

    private async Task<Answer> ShowPeopleAsync(Turn turn, string id, string name, Stream content, CancellationToken ct)
    {
        if (turn.Me.Role != Role.Admin)
        {
            return Answer.Text(turn.Words("import")["onlyAdminPeople"]);
        }

        try
        {
            return cards.Preview(turn, id, await people.TakeInAsync(turn.Tenant, turn.Me.Id, id, name, content, ct), headers);
        }
        catch (FileRefusedException refused)
        {
            return Answer.Text(Why(turn, refused.Why));
        }
    }

    private async Task<Reply> Start(Turn turn, StartForm form, CancellationToken ct)
    {
        var id = Ids.Given(form.File);
        if (await OwnAsync(turn, id, ct) is not { } file)
        {
            return Reply.Say(Answer.Text(turn.Words("import")["gone"]));
        }

        // The job's id is of the file: pressed twice, or on an old copy of the card, it is the one job.
        var order = new ImportOrder(id, form.Repeats == "fill" ? Repeats.Fill : Repeats.Skip, turn.CardId);
        var job = await jobs.StartAsync(
            file.People ? PeopleJob.Of(turn.Tenant, id, turn.Me.Id, turn.Now, order, file.Rows) : ImportJob.Of(turn.Tenant, id, turn.Me.Id, turn.Now, order, file.Rows), ct);
        return Reply.Replace(job.State switch
        {
            JobState.Open => cards.Progress(turn, file, file.People ? 0 : ImportJob.RowsOf(job, file), job.Done, job.Refused),
            JobState.Finished => cards.Progress(turn, file, file.Rows, job.Done, job.Refused),
            _ => cards.Broken(turn, job),
        });
    }

    private async Task<Reply> Leave(Turn turn, FileForm form, CancellationToken ct)
    {
        var id = Ids.Given(form.File);
        if (await OwnAsync(turn, id, ct) is not null && await jobs.FindAsync(turn.Tenant, ImportJob.IdOf(id), ct) is null)
        {
            await files.RemoveAsync(turn.Tenant, id, ct);
            return Reply.Replace(cards.Left(turn));
        }

        return Reply.Say(Answer.Text(turn.Words("import")["gone"]));
    }

    /// <summary>A file that this person sent and that still waits.</summary>
    private async Task<ImportFile?> OwnAsync(Turn turn, string id, CancellationToken ct) =>
        await files.GetAsync(turn.Tenant, id, ct) is { } head && head.PersonId == turn.Me.Id ? await import.FileAsync(turn.Tenant, id, ct) : null;

    private static string Why(Turn turn, FileRefusal why)
    {
        var words = turn.Words("import");
        return why switch
        {
            FileRefusal.OldExcel => words["oldExcel"],
            FileRefusal.Empty => words["emptyFile"],
            FileRefusal.TooLarge => words.Format("tooLarge", ("size", FileLimits.Bytes / 1024 / 1024)),
            FileRefusal.TooManyRows => words.Format("tooManyRows", ("rows", FileLimits.Rows), ("columns", FileLimits.Columns)),
            FileRefusal.TooComplex => words["tooComplex"],
            _ => words["notATable"],
        };
    }
}
