using System.Net.Http.Json;
using System.Text.Json;

namespace CrmBot.Conversations.Tests;

/// <summary>Rows of our own in the shape of the acceptance rows: who says what on which day, and what it means slot by slot.</summary>
public sealed class UnderstandRowTests
{
    private const string Rows = """
        [
          { "speaker": "hw", "today": "2025-09-10", "text": "BlueSea怎么样", "intent": "clarify", "slots": { "customer_candidates": ["C002", "C003"] } },
          { "speaker": "ly", "today": "2025-09-10", "text": "张伟有几个逾期", "intent": "list_overdue", "slots": { "owner": "zw" } },
          { "speaker": "hw", "today": "2025-09-10", "text": "what's due before Christmas", "intent": "list_due", "slots": { "owner": "all", "to": "2025-12-24" } },
          { "speaker": "ly", "today": "2025-09-10", "text": "恒通从6月以来的跟进历史", "intent": "customer_timeline", "slots": { "customer": "C009", "from": "2025-06-01" } },
          { "speaker": "tb", "today": "2025-09-10", "text": "full history on Northwind since May", "intent": "customer_timeline", "slots": { "customer": "C006", "from": "2025-05-01" } },
          { "speaker": "wm", "today": "2025-09-10", "text": "4点见张总,帮我过一下", "intent": "meeting_brief", "slots": { "customer": "C001", "contact": "张建国" } },
          { "speaker": "tb", "today": "2025-09-10", "text": "prep me for my call with Mike at 11", "intent": "meeting_brief", "slots": { "customer": "C006", "contact": "Mike Chen" } },
          { "speaker": "tb", "today": "2025-09-10", "text": "remind me to send the contract to Northwind in 5 days", "intent": "remind_create", "slots": { "customer": "C006", "due": "2025-09-15", "text": "send the contract" } },
          { "speaker": "tb", "today": "2025-09-10", "text": "snooze all till Friday", "intent": "remind_snooze", "slots": { "all": true, "until": "2025-09-12" } },
          { "speaker": "cj", "today": "2025-09-10", "text": "晚上9点以后别发消息给我", "intent": "settings_quiet", "slots": { "from": "21:00" } },
          { "speaker": "wm", "today": "2025-09-10", "text": "换成英文", "intent": "settings_language", "slots": { "lang": "en" } },
          { "speaker": "tb", "today": "2025-09-10", "text": "switch to Chinese", "intent": "settings_language", "slots": { "lang": "zh-Hans" } },
          { "speaker": "gh", "today": "2025-09-10", "text": "我这周在东京出差,按那边时间提醒", "intent": "settings_timezone", "slots": { "tz": "Asia/Tokyo" } },
          { "speaker": "hw", "today": "2025-09-10", "text": "reassign Contoso to Grace", "intent": "reassign", "slots": { "customer": "C005", "to": "gh" } },
          { "speaker": "gh", "today": "2025-09-10", "text": "I'm on leave 13-17 Oct, Tom covers", "intent": "set_leave", "slots": { "user": "gh", "delegate": "tb", "from": "2025-10-13", "to": "2025-10-17" } },
          { "speaker": "ly", "today": "2025-09-10", "text": "陈佳离职了,客户怎么交接", "intent": "handover", "slots": { "user": "cj" } },
          { "speaker": "ly", "today": "2025-09-10", "text": "导出上个月的跟进总结", "intent": "export", "slots": { "what": "summaries", "range": "last_month", "format": "csv" } },
          { "speaker": "cj", "today": "2025-09-10", "text": "华东精密怎么样", "intent": "permission_denied", "slots": { "customer": "C001" } },
          { "speaker": "admin", "today": "2025-09-10", "text": "export all data about Jim", "intent": "privacy_export", "slots": { "contact": "Jim" } }
        ]
        """;

    [Fact]
    public async Task Every_slot_of_every_row_is_as_it_stands_there()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wrong = new List<string>();
        foreach (var row in JsonElement.Parse(Rows).EnumerateArray())
        {
            var text = row.GetProperty("text").GetString();
            using var answer = await bot.Http.PostAsJsonAsync("/dev/understand", new { speaker = row.GetProperty("speaker").GetString(), now = row.GetProperty("today").GetString(), text });
            var read = await answer.Content.ReadFromJsonAsync<JsonElement>();
            var intent = read.TryGetProperty("intent", out var its) ? its.GetString() : read.GetProperty("kind").GetString();
            if (intent != row.GetProperty("intent").GetString())
            {
                wrong.Add($"{text}: {intent}");
                continue;
            }

            foreach (var slot in row.GetProperty("slots").EnumerateObject())
            {
                var got = read.GetProperty("slots").TryGetProperty(slot.Name, out var value) ? value : default;
                if (!JsonElement.DeepEquals(got, slot.Value))
                {
                    wrong.Add($"{text}: {slot.Name} is {(got.ValueKind == JsonValueKind.Undefined ? "missing" : got.GetRawText())}, not {slot.Value.GetRawText()}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}
