using System.Text.Json.Nodes;

namespace CrmBot.Interop.Tests;

/// <summary>
/// What travels in these tests: every part of a message that people see or that a program reads later. Of entities only
/// mentions: Microsoft's client itself drops what others hold beside their type.
/// </summary>
internal static class Sayings
{
    public static JsonObject Rich() => Parse("""
        {
          "type": "message",
          "text": "华东精密:报价 <b>¥12,800</b> — “好的” 👍🏽\n下一步?\t\u0000done & 100% \\ ok",
          "textFormat": "markdown",
          "locale": "zh-CN",
          "summary": "报价 👍🏽",
          "importance": "high",
          "inputHint": "expectingInput",
          "attachmentLayout": "carousel",
          "attachments": [
            { "contentType": "application/vnd.microsoft.card.adaptive", "name": "卡片", "content": {
              "type": "AdaptiveCard", "version": "1.5",
              "body": [
                { "type": "TextBlock", "text": "客户 **远山科技** 🏔️", "wrap": true },
                { "type": "Input.ChoiceSet", "id": "channel", "label": "方式", "choices": [{ "title": "拜访", "value": "Visit" }, { "title": "电话", "value": "Call" }] },
                { "type": "Input.Number", "id": "score", "min": 0, "max": 10.5, "value": -0.25 }
              ],
              "actions": [{ "type": "Action.Submit", "title": "提交", "data": { "verb": "follow-ups/submit", "draft": "d1", "nested": { "a": [1, null, true] } } }]
            } },
            { "contentType": "image/png", "contentUrl": "https://example.com/%E5%9B%BE.png?a=1&b=2", "thumbnailUrl": "https://example.com/t.png", "name": "图.png" }
          ],
          "suggestedActions": { "to": ["p1"], "actions": [
            { "type": "imBack", "title": "今天要跟谁", "value": "今天要跟谁" },
            { "type": "postBack", "title": "提交", "value": { "verb": "x", "n": 1 } }
          ] },
          "entities": [
            { "type": "mention", "text": "<at>王敏</at>", "mentioned": { "id": "29:wm", "name": "王敏" } },
            { "type": "mention", "text": "<at>Tom &amp; Jerry 🐭</at>", "mentioned": { "id": "29:tb", "name": "Tom & Jerry 🐭" } }
          ],
          "channelData": { "notification": { "alert": true }, "own": { "list": [1, "二", { "deep": null }], "big": 9007199254740991 } },
          "value": { "answer": 42 }
        }
        """);

    public static JsonObject Text(string text) => new() { ["type"] = "message", ["text"] = text };

    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    public static JsonArray Steps(params (string Verb, JsonNode What)[] steps) =>
        [.. steps.Select(s => new JsonObject { [s.Verb] = s.What })];
}
