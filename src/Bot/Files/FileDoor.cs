using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Domain;

namespace CrmBot.Bot.Files;

/// <summary>Answers the links of one kind of download.</summary>
internal interface IFileSource
{
    /// <summary>Whether a ticket's <see cref="FileTicket.What"/> is for this source.</summary>
    bool Answers(string what);

    /// <summary>The file's name without its ending, in the person's language.</summary>
    string NameOf(FileTicket ticket, Person person);

    /// <summary>Writes the rows that the person may see now. False when what the link asks for is gone.</summary>
    Task<bool> WriteAsync(FileTicket ticket, Person person, Company company, TableWriter to, CancellationToken ct);
}

/// <summary><c>GET /files/{token}</c>. The token is who asks: it is signed, for one person, and ends after a day.</summary>
internal sealed class FileDoor(FileLinks links, IEnumerable<IFileSource> sources, SpeakerDirectory directory, ILogger<FileDoor> log) : IDisposable
{
    /// <summary>Each reads many customers; whoever comes later waits.</summary>
    private readonly SemaphoreSlim atOnce = new(2);

    public async Task ServeAsync(HttpContext context, string token)
    {
        var ct = context.RequestAborted;
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        switch (await links.ReadAsync(token, ct))
        {
            case TicketRead.Good { Ticket: var ticket } when sources.FirstOrDefault(s => s.Answers(ticket.What)) is { } source:
                await atOnce.WaitAsync(ct);
                try
                {
                    await SendAsync(context, ticket, source, ct);
                }
                finally
                {
                    atOnce.Release();
                }

                break;
            case TicketRead.Expired:
                await SayAsync(context, StatusCodes.Status410Gone, "这个链接已过期,请在对话里重新获取。\nThis link has expired; please ask for a new one in the chat.\n");
                break;
            default:
                await SayAsync(context, StatusCodes.Status404NotFound, "没有这个文件。\nThere is no such file.\n");
                break;
        }
    }

    public void Dispose() => atOnce.Dispose();

    private async Task SendAsync(HttpContext context, FileTicket ticket, IFileSource source, CancellationToken ct)
    {
        var company = await directory.CompanyAsync(ticket.Tenant, ct);
        await using var file = FileFetch.Temporary();
        if (company.Find(ticket.PersonId) is not { Left: false } person || !await FillAsync(file, ticket, source, person, company, ct))
        {
            await SayAsync(context, StatusCodes.Status404NotFound, "没有这个文件。\nThere is no such file.\n");
            return;
        }

        var name = source.NameOf(ticket, person) + "." + TableWriter.ExtensionOf(ticket.Format);
        context.Response.ContentType = TableWriter.MediaTypeOf(ticket.Format);
        context.Response.ContentLength = file.Length;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"crmbot.{TableWriter.ExtensionOf(ticket.Format)}\"; filename*=UTF-8''{Uri.EscapeDataString(name)}";
        file.Position = 0;
        await file.CopyToAsync(context.Response.Body, ct);
        log.FileTaken(ticket.PersonId, ticket.What);
    }

    private static async Task<bool> FillAsync(Stream file, FileTicket ticket, IFileSource source, Person person, Company company, CancellationToken ct)
    {
        using var writer = TableWriter.To(file, ticket.Format);
        return await source.WriteAsync(ticket, person, company, writer, ct);
    }

    private static Task SayAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence, context.RequestAborted);
    }
}

internal static class FilesSetup
{
    public static void MapFiles(this WebApplication app)
    {
        var door = app.Services.GetRequiredService<FileDoor>();
        app.MapGet("/files/{token}", (HttpContext context, string token) => door.ServeAsync(context, token));
    }
}
