using CrmBot.Domain;

namespace CrmBot.Bot.Import;

/// <summary>The one change of a customer that keeps some records of a file.</summary>
internal static class RecordEdit
{
    /// <summary>Null when every row is there already; <c>There</c> are those.</summary>
    public static (CustomerEdit? Edit, IReadOnlyList<AuthoredRecord> There) Of(ImportScene scene, CustomerFile file, IReadOnlyList<AuthoredRecord> rows)
    {
        var there = new List<AuthoredRecord>();
        var (contacts, orders, followUps, steps) = (new List<Contact>(), new List<Order>(), new List<FollowUp>(), new List<Step>());
        var last = file.Head.LastContact;
        foreach (var row in rows)
        {
            var id = RecordIds.Of(row, file.Head.Id);
            switch (row.Said)
            {
                case Entry.OfContact contact when Known(file, contact) is { } known:
                    var filled = Filled(known, contact);
                    (scene.Repeats == Repeats.Fill && filled != known ? () => contacts.Add(filled) : (Action)(() => there.Add(row)))();
                    break;
                case Entry.OfContact contact:
                    contacts.Add(contact.Rest with { Id = id, Called = contact.Called, Title = contact.Title, Phone = contact.Phone });
                    break;
                case Entry.OfOrder order:
                    orders.Add(new Order(id, order.Day, order.Amount, order.Currency));
                    break;
                case Entry.OfFollowUp followUp:
                    var step = StepOf(followUp, id, file.Head.OwnerId, row.Author, scene.Now);
                    if (MaterialsOf(scene, followUp, id, file.Head.OwnerId, row.Author) is { } materials)
                    {
                        steps.Add(materials);
                    }

                    var gist = step?.Resources is null ? followUp.Gist : followUp.Gist! with { Resources = null };
                    followUps.Add(new FollowUp(
                        id, row.Author.Id, RecordIds.At(followUp, row.Author), scene.Now, followUp.Channel, followUp.Contact, followUp.Summary,
                        followUp.Sentiment, followUp.Status, step?.Id, step is null ? followUp.NoNextStepBecause : null, false, 1)
                    {
                        Gist = row.Helpers.Count > 0 ? (gist ?? Gist.None) with { Helpers = row.Helpers } : gist?.HoldsNothing() is false ? gist : null,
                        Fields = followUp.Fields,
                    });
                    last = last is { } day && day > followUp.Day ? day : followUp.Day;
                    if (step is not null)
                    {
                        steps.Add(step);
                    }

                    break;
            }
        }

        // History is no news: it moves the last contact forward and leaves the status as it is.
        var edit = new CustomerEdit("imported", file.Head with { LastContact = last }) { Contacts = contacts, Orders = orders, FollowUps = followUps, Steps = steps };
        return (there.Count == rows.Count ? null : edit, there);
    }

    /// <summary>
    /// A next step that lies ahead is open and will be reminded of. One whose day has passed would nag about what is long settled, so it
    /// is kept as given up, unless the file says that it is open or done. What somebody who left had promised is the owner's.
    /// </summary>
    private static Step? StepOf(Entry.OfFollowUp entry, string sourceId, string ownerId, Person author, DateTimeOffset now)
    {
        if (entry is not { NextWhat: { } what, NextDay: { } day })
        {
            return null;
        }

        return StepOf(Ids.From(sourceId, "step"), what, day, entry.NextTime, entry.NextState, sourceId, ownerId, author, now) with { Resources = entry.Gist?.Resources };
    }

    /// <summary>The materials as a step of ours, as the form makes one of them; null without a day.</summary>
    private static Step? MaterialsOf(ImportScene scene, Entry.OfFollowUp entry, string sourceId, string ownerId, Person author) =>
        entry is { Gist.Materials: { } what, MaterialsDay: { } day }
            ? StepOf(Filing.MaterialsStep(sourceId, 1), scene.Prepare(what), day, null, null, sourceId, ownerId, author, scene.Now)
            : null;

    private static Step StepOf(
        string id, string what, DateOnly day, TimeOnly? time, StepState? said, string sourceId, string ownerId, Person author, DateTimeOffset now)
    {
        var at = Due.At(day, time, author.Zone);
        var state = said ?? (day >= Zones.DayOf(now, author.Zone) ? StepState.Open : StepState.Cancelled);
        return new Step(
            id, what, author.Left ? ownerId : author.Id, OwedBy.Us, day, time, author.Zone, at, state, 1, sourceId,
            state == StepState.Open ? null : at < now ? at : now);
    }

    /// <summary>With what was empty. Who is the main one and who has left is never empty, so it stays as it was chosen.</summary>
    private static Contact Filled(Contact known, Entry.OfContact told) => known with
    {
        Called = known.Called ?? told.Called,
        Title = known.Title ?? told.Title,
        Phone = known.Phone ?? told.Phone,
        Mail = known.Mail ?? told.Rest.Mail,
        WeChat = known.WeChat ?? told.Rest.WeChat,
        Family = known.Family ?? told.Rest.Family,
        Taste = known.Taste ?? told.Rest.Taste,
        Taboo = known.Taboo ?? told.Rest.Taboo,
        Born = known.Born ?? told.Rest.Born,
        BornLunar = known.BornLunar ?? told.Rest.BornLunar,
    };

    private static Contact? Known(CustomerFile file, Entry.OfContact contact) =>
        file.Contacts.FirstOrDefault(k => string.Equals(k.Name, contact.Name, StringComparison.OrdinalIgnoreCase));
}
