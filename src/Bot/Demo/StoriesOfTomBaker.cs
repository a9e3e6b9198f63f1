using CrmBot.Domain;
using static CrmBot.Bot.Demo.Dues;
using static CrmBot.Domain.Channel;
using static CrmBot.Domain.Sentiment;

namespace CrmBot.Bot.Demo;

/// <summary>What Tom Baker wrote, in London.</summary>
internal static class StoriesOfTomBaker
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("C005", "en", 3, ["device rental", "offline mode", "store Wi-Fi", "staff training", "stock data export"],
        [
            new(Call, "Sarah", Positive, "Intro call. Contoso runs 64 stores; a stock count takes a full weekend each quarter and Sarah wants it done in one night.", "set up a demo of handheld counting", Status.Interested) { Heard = new(null, "a stock count done in one night", null, null) },
            new(OnlineMeeting, "Sarah", Positive, "Demoed handheld counting. Sarah liked the offline mode; her ops lead asked about 40k SKUs. She prefers calls before the school run at 3:30.", "time a manual count in a real store"),
            new(Visit, "Sarah", Positive, "Timed a count in the Croydon store: 6h 10m by hand. Sarah agreed to a two-store pilot if we lend 12 devices.", "send pilot terms") { Heard = new(null, "a two-store pilot", null, null) },
            new(Email, "Sarah", Neutral, "Pilot terms out. Legal struck the auto-renew clause, the rest is fine. Sarah needs a named support contact.", "name the support contact and ship 12 devices") { Heard = new(null, "a named support contact", "legal struck the auto-renew clause", ObjectionCategory.Process) },
            new(Visit, "Sarah", Positive, "Pilot live in Croydon and Reading. First count 1h 50m against 6h 10m. Two scanners lost Wi-Fi near the cold room.", "fix the Wi-Fi with a repeater", Status.Proposal) { Heard = new(null, null, "scanners lost Wi-Fi near the cold room", ObjectionCategory.Feature) },
            new(Call, "Sarah", Positive, "Repeater works. Sarah showed the pilot numbers to her CFO, who asked for a price per store, not per device.", "quote per store", Status.Negotiating) { Heard = new(null, "a price per store", null, null) { Resolved = ["the Wi-Fi concern near the cold room is solved"] } },
            new(OnlineMeeting, "Sarah", Positive, "Quoted GBP 4,900 per store and year. The pilot keeps beating target: 1h 42m, 99.4% accuracy. Sarah promised feedback from both store managers and we talk again about which stores come next."),
        ],
        [
            new("call Sarah about the pilot results and the next stores", TodayAt(15)),
            new("Sarah sends feedback from both store managers", In(2), OwedBy.Customer),
        ])
        {
            Currency = "GBP",
        },
        new("C006", "en", 5, ["order parsing", "the ERP connector", "user accounts", "the export documents"],
        [
            new(Event, "Mike", Positive, "Met Mike at the Birmingham trade fair. Northwind re-keys 300 export orders a day; he wants them from email straight into the ERP.", "get 20 sample orders", Status.Interested),
            new(Call, "Mike", Neutral, "Mike sent 20 samples: 17 parse cleanly, three are scanned faxes. He accepts a manual check for faxes.", "run his samples live"),
            new(OnlineMeeting, "Mike", Positive, "Ran the samples live: 4 minutes against two hours. The warehouse lead is sold; IT wants to know about their old ERP.", "ask IT for the ERP version"),
            new(Email, "Mike", Hesitant, "IT confirmed the ERP has no API. The connector adds GBP 6k; Mike frowned at it but did not say no.", "price it with the connector"),
            new(Call, "Mike", Hesitant, "GBP 31k with the connector. Mike needs two approvers since the parent company froze hiring.", "write a one-page case for the approvers"),
            new(Call, "Mike", Neutral, "Operations director is on board; finance is the last signature. Mike suggests lunch instead of another call and promised me the name in finance."),
        ],
        [new("fix lunch with Mike and get the name in finance", In(2))]),
        new("C017", "en", 6, ["till software", "loyalty points", "shop staff", "the starter plan"],
        [
            new(Call, "Dan", Positive, "Dan runs five toy shops and wants a loyalty card without paper. Budget about GBP 2k a year.", "show the starter plan", Status.Interested),
            new(OnlineMeeting, "Dan", Positive, "Showed the starter plan at GBP 1,980. Dan asked if staff can sign a customer up in under 30 seconds.", "set up a week's trial"),
            new(Trial, "Dan", Neutral, "A week's trial: sign-up takes 22 seconds, but two tills run an old browser.", "ask when the old tills go"),
            new(Call, "Dan", Hesitant, "Old tills stay another year. Dan would start with three shops if we price per shop.", "send a price per shop"),
            new(Email, "Dan", Hesitant, "GBP 420 per shop sent. His co-owner prefers paper stamps; Dan is not sure he can win that one.", "call Dan after he has talked to his co-owner", Status.Hesitant),
            new(Call, "Dan", Hesitant, "Dan still wants it; the co-owner asks for one reference from a toy shop. I promised to find one and call back."),
        ],
        [new("find a toy shop reference and call Dan", Ago(2))]),
        new("C020", "en", 30, ["the partner portal", "the audit scope", "access logs"],
        [
            new(Call, "Jim", Positive, "Jim wants a security review of their partner portal before an audit: 30 partners, no access log.", "scope the review", Status.Interested),
            new(OnlineMeeting, "Jim", Neutral, "Scoped with Jim: nine days, GBP 11k. He needs the board's approval.", "send the scope for the board", Status.Proposal),
            new(Email, "Jim", Hesitant, "The board wants a cheaper version in two steps. Jim sounded tired of the process.", "split the offer into two steps"),
            new(Call, "Anna", Neutral, "Jim is stepping back; Anna Petrova sits in for him. She does not know the portal and wants to read first.", "send Anna the background"),
            new(Email, "Anna", Negative, "Anna: the audit moved, no security spending this half-year. Stay in touch, do not chase.", "send something useful, no selling", Status.OnHold),
            new(Email, "Anna", Neutral, "Sent Anna the two-page audit checklist. She said thanks and promised to come back once the audit has a date."),
        ],
        [new("ask Anna whether the audit has a date", In(9))]),
    ];
}
