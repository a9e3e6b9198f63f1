using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmBot.Protocol.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmBot.Conversations.Tests;

/// <summary>Damaged activities against the whole bot: every capability, storage, cards and the way out. A failure names the number of its mutant.</summary>
public sealed class MutatedBotTests
{
    private const int First = 20260302;

    [Fact]
    public async Task No_mutant_breaks_a_turn_and_the_bot_still_answers_afterwards()
    {
        using var errors = new Errors();
        await using var bot = await BotUnderTest.StartAsync(
            services: s => s.AddSingleton<ILoggerProvider>(errors),
            settings: [("Connector:TenantPerSecond", "100000"), ("Connector:ConversationPerSecond", "100000"), ("Connector:ConversationPerHour", "1000000")]);
        await bot.MeetAsync("wm");
        var mutants = new Mutants([.. Mutants.Samples.Concat(Spoken()).Select(json => AtHome(json, bot.Teams.ServiceUrl))]);
        var times = Environment.GetEnvironmentVariable("CRMBOT_TESTS") == "all" ? 100_000 : 3_000;

        var wrong = new ConcurrentQueue<string>();
        var next = First - 1;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < First + times && wrong.IsEmpty)
            {
                var mutant = mutants.Of(number);
                using var content = new ByteArrayContent(mutant) { Headers = { { "Content-Type", "application/json" } } };
                using var answer = await bot.Http.PostAsync("/api/messages", content);
                var status = (int)answer.StatusCode;
                if (!errors.Seen.IsEmpty)
                {
                    wrong.Enqueue($"mutant {number}, or one that ran beside it: an error is in the log\n{errors.Seen.First()}");
                }

                if (status is not (200 or 202 or 400) && !(status == 501 && IsUnclaimed(mutant)))
                {
                    wrong.Enqueue($"mutant {number}: {status}\n{Encoding.UTF8.GetString(mutant)}");
                }
            }
        })));

        Assert.Empty(wrong);
        Assert.Empty(errors.Seen);
        var wm = new Speaker(bot, "wm", "zh-CN") { Conversation = "a:afterwards" };
        wm.Reads(await wm.SaysAsync("华东精密怎么样"), "华东精密机械有限公司");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        wm.Reads(await wm.PressesAsync(form, "提交", FilingTests.Good), "已保存");
    }

    // Nobody claims an invoke of another name, nor one that nobody sent.
    private static bool IsUnclaimed(byte[] mutant)
    {
        using var json = JsonDocument.Parse(mutant);
        var root = json.RootElement;
        return root.GetProperty("type").ValueEquals("invoke") && !Is(root, "name", name => name.ValueEquals("adaptiveCard/action"));

        static bool Is(JsonElement json, string member, Func<JsonElement, bool> text) =>
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && text(value);
    }

    // Somebody the company knows, on a channel that is on this machine: nothing may go out into the world.
    private static string AtHome(string json, string serviceUrl)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        root["serviceUrl"] = serviceUrl;
        root["from"] = new JsonObject { ["id"] = "29:wm", ["name"] = "王敏", ["aadObjectId"] = "wm" };
        root["channelData"] ??= new JsonObject();
        root["channelData"]!["tenant"] = new JsonObject { ["id"] = "demo" };
        return root.ToJsonString();
    }

    /// <summary>What the samples lack: the words and the buttons that this bot knows.</summary>
    private static IEnumerable<string> Spoken()
    {
        const string Frame = "\"channelId\":\"msteams\",\"locale\":\"zh-CN\",\"recipient\":{\"id\":\"28:bot\"},\"conversation\":{\"id\":\"a:wm\",\"conversationType\":\"personal\",\"tenantId\":\"demo\"}";
        foreach (var text in (string[])["hi", "帮助", "今天", "写总结", "跟进 华东精密", "华东精密怎么样", "新客户 远山", "逾期", "设置", "团队", "follow up Contoso", "what is due", "new customer Wingtip"])
        {
            yield return $$"""{"type":"message",{{Frame}},"text":"{{text}}","localTimezone":"Asia/Shanghai"}""";
        }

        foreach (var (verb, data) in ((string, string)[])
        [
            ("customers/show", "\"customer\":\"C001\""),
            ("customers/submit", "\"name\":\"远山\",\"draft\":\"d1\""),
            ("follow-ups/open", "\"customer\":\"C001\""),
            ("follow-ups/edit", "\"customer\":\"C001\",\"followUp\":\"f1\""),
            ("follow-ups/cancel", "\"draft\":\"d1\""),
            ("follow-ups/submit", "\"draft\":\"d1\",\"customer\":\"C001\",\"channel\":\"Call\",\"contact\":\"张总\",\"summary\":\"谈了两条产线,报价高\",\"nextStep\":\"给方案\",\"nextOn\":\"2025-09-17\",\"contactedOn\":\"2025-09-09\""),
            ("reminders/done", "\"customer\":\"C001\",\"step\":\"s\",\"ver\":\"1\""),
            ("reminders/snooze", "\"customer\":\"C001\",\"step\":\"s\",\"ver\":\"1\",\"until\":\"Tomorrow\""),
            ("reminders/show", "\"customer\":\"C001\",\"step\":\"s\""),
            ("reminders/not-mine", "\"customer\":\"C001\",\"step\":\"s\",\"ver\":\"1\""),
        ])
        {
            yield return $$$"""{"type":"invoke","name":"adaptiveCard/action",{{{Frame}}},"value":{"action":{"type":"Action.Execute","verb":"{{{verb}}}","data":{{{{data}}},"card":"k1"}},"trigger":"manual"}}""";
            yield return $$$"""{"type":"message",{{{Frame}}},"value":{"verb":"{{{verb}}}",{{{data}}}}}""";
        }
    }

    /// <summary>Errors that the bot logged: an apology is one too.</summary>
    private sealed class Errors : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Seen { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Seen.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
