using System.Text;

namespace CrmBot.Protocol;

/// <summary>Strings that nearly every activity repeats, so that a turn does not allocate them anew.</summary>
internal static class Words
{
    public static string Of(ReadOnlySpan<byte> utf8) => utf8.Length switch
    {
        0 => "",
        3 when utf8.SequenceEqual("bot"u8) => "bot",
        4 when utf8.SequenceEqual("user"u8) => "user",
        5 when utf8.SequenceEqual("plain"u8) => "plain",
        5 when utf8.SequenceEqual("zh-CN"u8) => "zh-CN",
        5 when utf8.SequenceEqual("en-US"u8) => "en-US",
        6 when utf8.SequenceEqual("invoke"u8) => ActivityTypes.Invoke,
        7 when utf8.SequenceEqual("message"u8) => ActivityTypes.Message,
        7 when utf8.SequenceEqual("msteams"u8) => ChannelIds.Teams,
        8 when utf8.SequenceEqual("personal"u8) => "personal",
        10 when utf8.SequenceEqual("directline"u8) => ChannelIds.DirectLine,
        10 when utf8.SequenceEqual("clientInfo"u8) => "clientInfo",
        19 when utf8.SequenceEqual("adaptiveCard/action"u8) => InvokeNames.CardAction,
        _ => Encoding.UTF8.GetString(utf8),
    };
}
