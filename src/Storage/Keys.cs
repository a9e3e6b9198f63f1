using System.Globalization;

namespace CrmBot.Storage;

/// <summary>
/// Every key shape, with the query it serves. A part is written by <see cref="Part"/>; parts are joined by a bar. Cost is
/// in storage calls (a page of a query is one).
/// </summary>
internal static partial class Keys
{
    public const string Crm = "crm";
    public const string Prompts = "prompts";
    public const string Due = "due";
    public const string Work = "work";
    public const string Index = "index";
    public const string Sys = "sys";
    public const string Inbox = "inbox";
    public const string Files = "files";

    /// <summary>Partitions that due rows and hints are spread over; changing it needs a move of both tables.</summary>
    public const int Shards = 16;

    private const int NameBuckets = 16;
    private const int AuditBuckets = 4;

    // crm · {tenant}|c|{customer}: one customer. Loading it is 5 calls in two steps: head; f|, k| to n|, q| to s|, x|.
    public const string Head = "head";
    public const string FollowUps = "f|";
    public const string FollowUpPlaces = "fi|";
    public const string Editions = "h|";
    public const string Contacts = "k|";
    public const string Moments = "m|";
    public const string Items = "n|";
    public const string ContactsToItems = "k|";
    public const string AfterItems = "n}";
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
    public static string Earlier(string id, int rev) => EditionsOf(id) + Rev(rev);

    /// <summary>The earlier editions of a follow-up, the oldest first: 1 call.</summary>
    public static string EditionsOf(string id) => Editions + Part(id) + "|";

    public static string Contact(string id) => Contacts + Part(id);

    /// <summary>What is remembered of a contact, read with the contacts: no call of its own.</summary>
    public static string Moment(string id) => Moments + Part(id);

    /// <summary>A need or an objection over time, read with the contacts: no call of its own.</summary>
    public static string Item(string id) => Items + Part(id);
    public static string Step(string id) => Steps + Part(id);
    public static string Complaint(string id) => Complaints + Part(id);
    public static string Score(string id) => Scores + Part(id);
    public const string Orders = "o|";
    public static string Order(string id) => Orders + Part(id);
    public const string Touches = "t|";
    public static string Touch(string id) => Touches + Part(id);

    /// <summary>Events of one revision, by its prefix: 1 call. The input of every shadow.</summary>
    public static string Events(int rev) => "e|" + Rev(rev) + "|";

    public static string Event(int rev, int nth) => Events(rev) + nth.ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>Receipt of an operation, or its void: 1 call.</summary>
    public static string Op(string opId) => Ops + Part(opId);

    /// <summary>Receipts of all customers, a page per 1,000: the walk that removes old ones.</summary>
    public const string Ops = "op|";

    /// <summary>What an erase still looks for; 1 call, and gone at its end.</summary>
    public static string Words(string opId) => AllWords + Part(opId);

    public const string AllWords = "z|";

    public static string[] Parts(string key) => key.Split('|');

    /// <summary>All heads of a tenant, a page per 1,000: the search for customers that were merged into another.</summary>
    public static RowRange Heads(string tenant) => new(Crm, Part(tenant) + "|c|", Part(tenant) + "|c}", Head, Head + "|");

    public const string AllEvents = "e|";

    // All partitions of a table: each begins with a part. As many calls as pages.
    public const string FirstPartition = "!";
    public const string PartitionsEnd = "~~";

    // crm · {tenant}|p|{person}: one person. Each row is 1 call.
    public const string Person = "person";

    public static string OfPerson(string tenant, string person) => Join(tenant, "p", person);
    public const string Drafts = "draft|";

    public static string Draft(string id) => Drafts + Part(id);

    /// <summary>Group chats and channels in which the person has spoken: all by 1 call.</summary>
    public const string Groups = "g|";

    public static string Group(string id) => Groups + Part(id);

    // crm · {tenant}|people: everyone by one query of p| (a page per 1,000), and who a directory id is by 1 call.
    public const string Everyone = "p|";

    public const string PeopleEnding = "|people";

    public const string DirectoryIds = "id|";

    public static string People(string tenant) => Part(tenant) + PeopleEnding;
    public static string Short(string person) => Everyone + Part(person);

    /// <summary>Mail addresses and GUIDs are compared without case, as directories do; other ids exactly.</summary>
    public static string Directory(string directoryId) =>
        DirectoryIds + Part(directoryId.Contains('@', StringComparison.Ordinal) || Guid.TryParse(directoryId, out _)
            ? directoryId.ToLowerInvariant()
            : directoryId);

    // prompts · {tenant}|r|{recipient}: reach, prompts and card copies of one recipient, so that they change in one set. What a
    // delivery depends on lies together, from the day's count over the prompts to the reach: 1 call.
    public const string DayCount = "day";
    public const string Reach = "reach";
    public const string AfterReach = "reach|";
    public const string PromptsOf = "p|";

    public static string Recipient(string tenant, string recipient) => Join(tenant, "r", recipient);
    public static string Prompt(string prompt) => PromptsOf + Part(prompt);
    public const string Cards = "card|";
    public static string Card(string cardId) => Cards + Part(cardId);

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

    // files · {tenant}|{file}: a file that is being moved in: its parts by number, 1 call each; the head after them, so that it is
    // the last to go. All heads by one range over all partitions, which are few: files are gone after a day.
    public const string FileHead = "~";
    public const string AfterFileHead = "~~";

    public static string File(string tenant, string file) => Part(tenant) + "|" + Part(file);
    public static string FileParts(char section) => section + "|";
    public static string FilePart(char section, int number) => FileParts(section) + number.ToString("D6", CultureInfo.InvariantCulture);

    public static RowRange FilesOf(string tenant) => new(Files, Part(tenant) + "|", Part(tenant) + "}", FileHead, AfterFileHead);

    // sys · lease: which process looks after which shard, and which processes live: 1 call, and 1 to renew all of one's own.
    public const string Leases = "lease";

    public static string ShardLease(int shard) => "s|" + Shard(shard);
    public static string Replica(string process) => "r|" + Part(process);

    // sys · poison|{shard}: which prompts were given up, so that they are found without looking at everybody: written with the
    // rare prompt that is, and read by one range over all shards, as many calls as pages.
    public static (string From, string To) Poison => ("poison|", "poison}");
    public static string PoisonShard(string tenant, string recipient) => "poison|" + Shard(DueShardOf(tenant, recipient));
    public static string PoisonOf(string tenant) => Part(tenant) + "|";
    public static string PoisonEnd(string tenant) => Part(tenant) + "}";
    public static string PoisonRow(string tenant, string recipient, string prompt) => Join(tenant, recipient, prompt);

    // sys · job: the jobs of all tenants, open and lately ended, 1 call a page; one of them 1 call.
    public const string Jobs = "job";

    public static string Job(string tenant, string job) => Part(tenant) + "|" + Part(job);

    // sys · {tenant}|fields: the fields of a company's own, 1 call, and the events of their changes beside them.
    public const string FieldsNow = "now";

    public static string Fields(string tenant) => Part(tenant) + "|fields";

    // index · {tenant}|o|{person}: everything a person has a part in, 1 call a page.
    public static string Stakes(string tenant, string person) => Join(tenant, "o", person);
    public static string Stake(string customer) => Part(customer);

    // index · {tenant}|a|{person}|{month}: what a person did in a month, in order, 1 call a page. A person's quality over 8 weeks is 3
    // of them; the library's list of good records is 4 a person of at most 200, read once an hour by a replica that is asked.
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

    /// <summary>Where the partitions of a tenant end. All tenants are found by 1 call each: the first partition after the one before.</summary>
    public static string AfterTenant(string tenantPart) => tenantPart + "}";

    // index · {tenant}|nlog: whose names changed in the last day, in order of the writers' clocks, 1 call a page.
    public static string NameLog(string tenant) => Part(tenant) + "|nlog";

    public static string NameLogRow(DateTimeOffset at, string customer, int rev) =>
        Ticks(at) + "|" + Part(customer) + string.Create(CultureInfo.InvariantCulture, $"|{rev}");

    // index · {tenant}|audit|{day}|{bucket}: copies of events, the latest first; a page of a UTC day is 1 call a bucket.
    public static string Audit(string tenant, string customer, DateTimeOffset at) =>
        AuditBucket(tenant, DateOnly.FromDateTime(at.UtcDateTime), Hash(tenant, customer) % AuditBuckets);

    public static IEnumerable<string> AuditDay(string tenant, DateOnly utcDay) =>
        Enumerable.Range(0, AuditBuckets).Select(bucket => AuditBucket(tenant, utcDay, bucket));

    public static string AuditOf(DateTimeOffset at, string customer, int rev, int nth) =>
        ReverseTicks(at) + "|" + Part(customer) + "|" + Rev(rev) + "|" + nth.ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>Where the copies of events of this instant and earlier begin.</summary>
    public static string AuditFrom(DateTimeOffset at) => ReverseTicks(at);

    /// <summary>The part of a copy's key that all copies of one change have in common.</summary>
    public static string AuditChange(string auditOf) => auditOf[..auditOf.LastIndexOf('|')];

    private static string AuditBucket(string tenant, DateOnly utcDay, int bucket) =>
        Join(tenant, "audit", utcDay.ToString("yyyyMMdd", CultureInfo.InvariantCulture)) + "|" + bucket.ToString("D1", CultureInfo.InvariantCulture);
}
