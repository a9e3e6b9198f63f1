using CrmBot.Domain;
using static CrmBot.Bot.Demo.Dues;
using static CrmBot.Domain.Channel;
using static CrmBot.Domain.Sentiment;

namespace CrmBot.Bot.Demo;

/// <summary>What 何嘉欣 (Grace) wrote: traditional Chinese, Cantonese and English, as the customer speaks.</summary>
internal static class StoriesOfGraceHo
{
    public static IReadOnlyList<Story> All { get; } =
    [
        new("C007", "zh-Hant", 3, ["預約提醒", "雙語介面", "病人私隱", "護士培訓"],
        [
            new(Visit, "Dr. Chan", Positive, "去咗中環診所，Dr. Chan想將六間診所嘅預約集中，而家各自用電話簿，爽約率18%。", "約一次預約提醒演示", Status.Interested) { Heard = new(null, "六間診所嘅預約集中", null, null) },
            new(OnlineMeeting, "Dr. Chan", Neutral, "Demo咗預約提醒，Dr. Chan最關心病人私隱，資料要留喺香港。", "同IT確認香港機房") { Heard = new(null, "預約提醒", "病人私隱，資料要留喺香港", ObjectionCategory.Trust) },
            new(Call, "Dr. Chan", Positive, "IT確認可以放香港機房。Dr. Chan話護士要英文同繁中雙語介面。", "出六間診所嘅proposal") { Heard = new(null, "英文同繁中雙語介面", null, null) { Resolved = ["病人私隱、香港機房嘅顧慮解決咗"] } },
            new(Email, "Dr. Chan", Neutral, "Sent the proposal, HKD 268k for six clinics. Dr. Chan wants training split into two half-days; the clinics cannot close.", "改培訓安排", Status.Proposal),
            new(OnlineMeeting, "Dr. Chan", Hesitant, "Dr. Chan嘅合夥人覺得貴，想由三間診所開始；仲擔心舊病歷搬遷出錯。", "出三間診所版本") { Heard = new(null, "由三間診所開始", "擔心舊病歷搬遷出錯; 覺得貴", ObjectionCategory.Other) },
            new(Call, "Dr. Chan", Hesitant, "三間診所版本HKD 148k，合夥人接受。未解決嘅異議係舊病歷搬遷，要先試搬一次；Dr. Chan答應試搬OK就出PO。"),
        ],
        [new("打畀Dr. Chan約試搬病歷嘅日期", Soon(20)), new("Fabrikam出PO", In(7), OwedBy.Customer)]),
        new("C008", "zh-Hant", 4, ["通報流程", "權限分級", "操作手冊", "資料備份", "保固條款"],
        [
            new(OnlineMeeting, "王處長", Positive, "王處長說產線異常靠群組訊息通報，漏看一次就停線兩小時，想看通報系統。", "寄系統架構圖", Status.Interested),
            new(Email, "王處長", Neutral, "架構圖寄出，王處長要求資料不出廠，問有沒有地端版。", "安排地端版示範"),
            new(OnlineMeeting, "王處長", Positive, "示範地端版，權限分級他很滿意；手冊只有簡體，同仁看不慣。", "先翻兩章繁體手冊"),
            new(Call, "王處長", Neutral, "採購要三家比價，王處長私下說我們功能最全，價格排第二。", "想一個不降價的加值"),
            new(OnlineMeeting, "王處長", Hesitant, "王處長問導入期，我說十二週；去年別的系統拖了半年，主管有陰影。", "整理同業導入經驗"),
            new(Call, "王處長", Neutral, "報價NT$1,850,000含一年保固，王處長說預算夠，想看同業的導入時程表；他答應找主管一起開線上會議。", null, Status.Proposal),
        ],
        [new("寄同業導入時程表給王處長", In(3)), new("王處長約主管開線上會議", In(6), OwedBy.Customer)]),
        new("C015", "en", 2, ["seat counts", "the admin console", "month-end close", "contractor access", "the security report"],
        [
            new(OnlineMeeting, "Priya", Positive, "Quarterly review with Priya: 212 active users, ticket time down 31%. She wants single sign-on for contractors.", "scope single sign-on for contractors"),
            new(Call, "Priya", Neutral, "Scoped: two days of work. Priya agrees and asks us to stay clear of month-end close.", "switch contractors after month-end"),
            new(Email, "Priya", Positive, "Single sign-on live, 48 contractors moved. Priya called it the smoothest change this year.", "check the ticket numbers"),
            new(Call, "Priya", Negative, "The invoice had line 4 twice, the second time this happens. Priya is annoyed; finance reissues it.", "get the corrected invoice out"),
            new(Call, "Priya", Neutral, "Corrected invoice accepted. Priya wants one person for invoices; Amy in finance takes it.", "open the renewal"),
            new(OnlineMeeting, "Priya", Positive, "Renewal opened: one year or two. Priya leans to two if the price per seat stays; procurement wants the security report first.", "deliver the security report"),
            new(OnlineMeeting, "Priya", Positive, "Security report delivered, procurement is fine. Quoted the renewal at USD 120k a year for two years. Priya promised an answer after her budget meeting; her baby is due any day, so short calls only."),
        ],
        [new("ask Priya for the renewal decision", In(1))])
        {
            Currency = "USD",
            Orders = [(150, 9_600m), (66, 4_800m)],
            Scores = [(115, 8), (27, 8)],
            Complaint = new(3, Severity.Low, "Invoice shows line 4 twice, for the second time", "gh", "Invoice reissued; Amy in finance is the one contact for invoices"),
        },
    ];
}
