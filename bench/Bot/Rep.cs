using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.Bench;

/// <summary>Somebody of the demo company in a 1:1 chat of their own about one customer that they look after.</summary>
internal sealed class Rep(HttpClient http, FarSide far, string person, string customer, string conversation)
{
    /// <summary>Each of the demo company's customers, in a chat of its own with the rep who owns it; neighbours are different reps.</summary>
    public static IReadOnlyList<Rep> Everyone(HttpClient http, FarSide far) =>
    [
        .. Owned.SelectMany(o => o.Customers.Select((customer, i) => (o.Person, Customer: customer, Round: i)))
            .OrderBy(o => o.Round)
            .Select(o => new Rep(http, far, o.Person, o.Customer, $"a:{o.Person}:{o.Round.ToString(CultureInfo.InvariantCulture)}")),
    ];

    private static readonly (string Person, string[] Customers)[] Owned =
    [
        ("wm", ["华东精密", "恒通汽配", "宏达纺织"]),
        ("lq", ["蓝海科技", "鼎盛建材", "金桥食品", "中科智能"]),
        ("cj", ["蓝海物流", "优品电商", "明远软件"]),
        ("tb", ["Contoso", "Northwind", "Tailspin", "Litware"]),
        ("gh", ["Fabrikam", "新光电子", "AdvWorks"]),
        ("zw", ["天翼教育", "安泰保险", "瑞康医药"]),
    ];

    // The bot knows what it has answered through a restart: the same id twice is answered once.
    private readonly long begun = Stopwatch.GetTimestamp();
    private int sequence;

    /// <summary>Returns when the bot's answer has been sent to this chat.</summary>
    public async Task SaysAsync(string text) =>
        await TellAsync(new JsonObject { ["type"] = "message", ["text"] = text, ["textFormat"] = "plain" });

    /// <summary>Opens the form, then submits it.</summary>
    /// <returns>How long each of the two took, in stopwatch ticks; the second ends with the receipt in hand.</returns>
    public async Task<(long Opened, long Filed)> FilesAsync(DateOnly nextOn)
    {
        var begin = Stopwatch.GetTimestamp();
        await SaysAsync("跟进 " + customer);
        var opened = Stopwatch.GetTimestamp();
        var data = far.TakeForm(conversation);
        data["channel"] = "Call";
        data["summary"] = $"第 {sequence} 次通话:客户的预算已经批了,卡在法务对数据存放地的要求,希望我们给一份书面说明。";
        data["nextStep"] = "发书面说明并约法务电话";
        data["nextOn"] = nextOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var submit = new JsonObject
        {
            ["type"] = "invoke",
            ["name"] = "adaptiveCard/action",
            ["value"] = new JsonObject
            {
                ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "follow-ups/submit", ["data"] = data },
                ["trigger"] = "manual",
            },
        };
        var pressed = Stopwatch.GetTimestamp();
        var answer = await TellAsync(submit);
        if (answer.Contains("\"follow-ups/submit\"", StringComparison.Ordinal))
        {
            // The coach asks once, such as whether a text nearly the same is meant; the second time it is filed.
            pressed = Stopwatch.GetTimestamp();
            answer = await TellAsync(submit);
        }

        var filed = Stopwatch.GetTimestamp();
        // A receipt offers to edit what was stored; a form that came back offers to submit again.
        return answer.Contains("\"follow-ups/edit\"", StringComparison.Ordinal) && !answer.Contains("\"follow-ups/submit\"", StringComparison.Ordinal)
            ? (opened - begin, filed - pressed)
            : throw new InvalidOperationException($"No receipt for {person} about {customer}: {answer}");
    }

    private async Task<string> TellAsync(JsonObject activity)
    {
        activity["id"] = $"{conversation}:{begun}:{++sequence}";
        activity["channelId"] = "msteams";
        activity["serviceUrl"] = far.ServiceUrl;
        activity["from"] = new JsonObject { ["id"] = $"29:{person}", ["name"] = person, ["aadObjectId"] = person };
        activity["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "CrmBot" };
        activity["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = "personal", ["tenantId"] = "demo" };
        activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "demo" } };
        activity["locale"] = "zh-CN";
        using var body = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/messages", UriKind.Relative), body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"The bot answered {(int)answer.StatusCode}: {text}");
    }
}
