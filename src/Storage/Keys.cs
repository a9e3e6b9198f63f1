using System.Globalization;
using System.Text;
using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// Every key shape, with the query it serves. A part is written by <see cref="Part"/>; parts are joined by a bar. Cost is
/// in storage calls (a page of a query is one).
/// </summary>
internal static class Keys
{
    public const string Crm = "crm";
    public const string Prompts = "prompts";
    public const string Due = "due";
    public const string Work = "work";
    public const string Index = "index";
    public const string Sys = "sys";
    public const string Inbox = "inbox";

    /// <summary>Partitions that due rows and hints are spread over; changing it needs a move of both tables.</summary>
    public const int Shards = 16;

    private const int NameBuckets = 16;
    private const int LongestPart = 120;

    // crm · {tenant}|c|{customer}: one customer. Loading it is 5 calls in two steps: head; f|, k|, q| to s|, x|.
    public const string Head = "head";
    public const string FollowUps = "f|";
    public const string FollowUpPlaces = "fi|";
    public const string Editions = "h|";
    public const string Contacts = "k|";
    public const string ScoresToSteps = "q|";
    public const string AfterSteps = "t";
    public const string Scores = "q|";
    public const string Steps = "s|";
    public const string Complaints = "x|";

    public static string Customer(string tenant, string customer) => Join(tenant, "c", customer);

    /// <summary>Newest contact first: a timeline page is 1 call.</summary>
    public static string FollowUp(DateTimeOffset contactedAt, string id) => FollowUps + ReverseTicks(contactedAt) + "|" + Part(id);

    /// <summary>Where a follow-up stands, by its id: 1 call (its own key begins with the time of contact, which an edit may move).</summary>
    public static string FollowUpPlace(string id) => FollowUpPlaces + Part(id);

    /// <summary>An earlier edition of a follow-up; <paramref name="rev"/> is the revision that wrote it.</summary>
    public static string Earlier(string id, int rev) => Editions + Part(id) + "|" + Rev(rev);

    public static string Contact(string id) => Contacts + Part(id);
    public static string Step(string id) => Steps + Part(id);
    public static string Complaint(string id) => Complaints + Part(id);
    public static string Score(string id) => Scores + Part(id);
    public static string Order(string id) => "o|" + Part(id);
    public static string Touch(string id) => "t|" + Part(id);

    /// <summary>Events of one revision, by its prefix: 1 call. The input of every shadow.</summary>
    public static string Events(int rev) => "e|" + Rev(rev) + "|";

    public static string Event(int rev, int nth) => Events(rev) + nth.ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>Receipt of an operation, or its void: 1 call.</summary>
    public static string Op(string opId) => Ops + Part(opId);

    /// <summary>Receipts of all customers, a page per 1,000: the walk that removes old ones.</summary>
    public const string Ops = "op|";

    /// <summary>What an erase still looks for; 1 call, and gone at its end.</summary>
    public static string Words(string opId) => "z|" + Part(opId);

    /// <summary>All heads of a tenant, a page per 1,000: the search for customers that were merged into another.</summary>
    public static RowRange Heads(string tenant) => new(Crm, Part(tenant) + "|c|", Part(tenant) + "|c}", Head, Head + "|");

    // crm · {tenant}|p|{person}: one person. Each row is 1 call.
    public const string Person = "person";

    public static string OfPerson(string tenant, string person) => Join(tenant, "p", person);
    public const string Drafts = "draft|";

    public static string Draft(string id) => Drafts + Part(id);

    // crm · {tenant}|people: everyone by one query of p| (a page per 1,000), and who a directory id is by 1 call.
    public const string Everyone = "p|";

    public static string People(string tenant) => Part(tenant) + "|people";
    public static string Short(string person) => Everyone + Part(person);

    /// <summary>Mail addresses and GUIDs are compared without case, as directories do; other ids exactly.</summary>
    public static string Directory(string directoryId) =>
        "id|" + Part(directoryId.Contains('@', StringComparison.Ordinal) || Guid.TryParse(directoryId, out _)
            ? directoryId.ToLowerInvariant()
            : directoryId);

    // prompts · {tenant}|r|{recipient}: reach, prompts and card copies of one recipient, so that they change in one set.
    public const string Reach = "reach";
    public const string PromptsOf = "p|";

    public static string Recipient(string tenant, string recipient) => Join(tenant, "r", recipient);
    public static string Prompt(string prompt) => PromptsOf + Part(prompt);
    public static string Card(string cardId) => "card|" + Part(cardId);

    // due · {shard}|{hour}: what is due, by one range a shard from its beginning to now; an empty poll is 1 call a shard.
    public static string DueShard(int shard) => Shard(shard) + "|";
    public static string DueShardEnd(int shard) => Shard(shard) + "}";
    public static string DueHour(int shard, DateTimeOffset at) =>
        DueShard(shard) + at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    public static string DueRow(DateTimeOffset at, string tenant, string recipient, string prompt, int ver, int plan) =>
        Ticks(at) + "|" + Join(tenant, recipient, prompt) + string.Create(CultureInfo.InvariantCulture, $"|{ver}|{plan}");

    public static int DueShardOf(string tenant, string recipient) => Hash(tenant, recipient) % Shards;

    // work · {shard}: all hints by one range over all shards; oldest first in each.
    public static string WorkShard(string tenant, string subject) => Shard(Hash(tenant, subject) % Shards);
    public static string FirstWorkShard => Shard(0);
    public static string WorkEnd => Shard(Shards);
    public static string Hint(DateTimeOffset at, string tenant, string subject, string opId) => Ticks(at) + "|" + Join(tenant, subject, opId);

    // inbox · {shard}|{hour}: an activity by 1 call; the hour is of its own timestamp, which a resend repeats, so old hours can be dropped whole.
    public static string InboxShard(int shard) => shard.ToString("D2", CultureInfo.InvariantCulture) + "|";

    public static string InboxHour(int shard, DateTimeOffset at) => InboxShard(shard) + at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>One without a timestamp stands in the earliest hour.</summary>
    public static string InboxHour(InboxKey key) =>
        InboxHour(Hash(key.Conversation, key.Activity) % Shards, key.SentAt ?? DateTimeOffset.MinValue);

    public static string InboxRow(InboxKey key) => Join(key.Channel, key.Conversation, key.Activity);

    // sys · job: the jobs of all tenants, open and lately ended, 1 call a page; one of them 1 call.
    public const string Jobs = "job";

    public static string Job(string tenant, string job) => Part(tenant) + "|" + Part(job);

    // index · {tenant}|o|{person}: everything a person has a part in, 1 call a page.
    public static string Stakes(string tenant, string person) => Join(tenant, "o", person);
    public static string Stake(string customer) => Part(customer);

    // index · {tenant}|a|{person}|{month}: what a person did in a month, in order, 1 call a page.
    public static string Facts(string tenant, string person, DateTimeOffset at) =>
        Join(tenant, "a", person) + "|" + at.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    public static string Fact(DateTimeOffset at, string customer, int rev, int nth) =>
        Ticks(at) + "|" + Part(customer) + string.Create(CultureInfo.InvariantCulture, $"|{rev}|{nth}");

    // index · {tenant}|n|{bucket}: raw names of all customers of a tenant by one range over the buckets.
    public static string Names(string tenant, string customer) =>
        NamesStart(tenant) + (Hash(tenant, customer) % NameBuckets).ToString("D2", CultureInfo.InvariantCulture);

    public static string NamesStart(string tenant) => Part(tenant) + "|n|";
    public static string NamesEnd(string tenant) => Part(tenant) + "|n}";
    public static string Name(string customer) => Part(customer);

    /// <summary>Bounds of a range over all partitions of a table: every one begins with a <see cref="Part"/>.</summary>
    public const string FirstPartition = "!";
    public const string AfterPartitions = "~g";

    /// <summary>The same instant as text that sorts by time.</summary>
    public static string Ticks(DateTimeOffset at) => at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture);

    /// <summary>
    /// Any text as one part of a key: ASCII without <c>/ \ # ? | %</c> and control characters, so that both engines accept
    /// it and sort it alike. Different texts give different parts. Overlong texts are cut and end in their hash.
    /// </summary>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static string Part(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var plain = true;
        foreach (var c in text)
        {
            plain &= IsPlain(c);
        }

        var part = plain ? text : Escape(text);
        return part.Length <= LongestPart ? part : part[..40] + "~" + Ids.Hash(text);
    }

    private static string Escape(string text)
    {
        var part = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            _ = IsPlain(c) ? part.Append(c) : part.Append('~').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return part.ToString();
    }

    // A brace is escaped because it ends ranges of parts.
    private static bool IsPlain(char c) => c is > ' ' and < '{' and not ('/' or '\\' or '#' or '?' or '%' or '\'');

    private static string Join(string first, string second, string third) => Part(first) + "|" + Part(second) + "|" + Part(third);

    private static string Rev(int rev) => rev.ToString("D10", CultureInfo.InvariantCulture);

    private static string Shard(int shard) => shard.ToString("D3", CultureInfo.InvariantCulture);

    private static string ReverseTicks(DateTimeOffset at) => (DateTime.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    private static int Hash(string first, string second)
    {
        var hash = 2166136261u;
        foreach (var c in first)
        {
            hash = (hash ^ c) * 16777619u;
        }

        hash = (hash ^ '|') * 16777619u;
        foreach (var c in second)
        {
            hash = (hash ^ c) * 16777619u;
        }

        // The low bits of this hash follow the last character closely; fold the high ones in.
        return (int)((hash ^ (hash >> 15)) & 0x7fffffff);
    }
}
