using System.Text.RegularExpressions;
using CrmBot.Domain;

namespace CrmBot.Bot.Contacts;

/// <summary>
/// A contact in a few words: numbers and addresses by their form, a job before or behind the name, the rest is the name. 采购李经理
/// is 李经理, called so, of purchasing.
/// </summary>
internal static partial class ContactSaid
{
    private static readonly char[] Apart = [',', '，', ';', '；', '\n', '、'];

    /// <summary>Null when no name is left.</summary>
    public static Contact? Read(string id, string text)
    {
        var rest = text.Trim();
        var mail = Take(Mail(), ref rest);
        var weChat = Take(WeChat(), ref rest);
        var phone = Take(Phone(), ref rest);
        List<string> parts = [.. rest.Split(Apart, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim('(', ')', '（', '）', ':', '：', '-', ' ')).Where(p => p.Length > 0)];
        if (parts.Count == 0)
        {
            return null;
        }

        var (name, title) = parts.Count > 1 ? (parts[0], parts[1]) : Split(parts[0]);
        return new Contact(id, name, name, title.Length == 0 ? null : title, phone) { Mail = mail, WeChat = weChat };
    }

    /// <summary>Whether all of it fits; a longer text tells of something else.</summary>
    public static bool Fits(Contact contact) => contact.Name.Length <= ContactFields.LongestName && !(contact.Title?.Length > ContactFields.LongestName);

    private static (string Name, string Title) Split(string said)
    {
        // A job and a name with a space between them, or a department right before a surname with its title.
        if (said[0] >= '\u3400')
        {
            var words = said.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 2)
            {
                return IsJob(words[0]) && !IsJob(words[1]) ? (words[1], words[0]) : (words[0], words[1]);
            }

            return Department().Match(said) is { Success: true } match ? (match.Groups["name"].Value, match.Groups["job"].Value) : (said, "");
        }

        return (said, "");
    }

    private static bool IsJob(string word) => Job().IsMatch(word);

    private static string? Take(Regex form, ref string text)
    {
        if (form.Match(text) is not { Success: true } match)
        {
            return null;
        }

        text = text.Remove(match.Index, match.Length).Insert(match.Index, ",");
        return match.Groups["it"].Value.Trim();
    }

    [GeneratedRegex(@"(?:邮箱|e-?mail|mail)?\s*[:：]?\s*(?<it>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(?:微信号?|wechat)\s*[:：]?\s*(?<it>[A-Za-z][\w-]{3,30})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WeChat();

    [GeneratedRegex(@"(?:电话|手机号?|tel|phone|mobile)?\s*[.:：]?\s*(?<it>\+?\d[\d\s().-]{5,20}\d)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Phone();

    private const string Jobs = "采购|财务|技术|设备|生产|市场|销售|行政|人事|仓储|仓库|物流|运营|质量|质检|研发|法务|售后|项目|工程|前台|信息|IT|总办";

    [GeneratedRegex("^(?<job>(?:" + Jobs + ")部?(?:的)?)(?<name>[\u3400-\u9fff]{2,4})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Department();

    [GeneratedRegex("^(?:" + Jobs + ")?部?(?:总监|经理|主管|主任|负责人|专员|总经理|副总|厂长|助理|会计|工程师)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Job();
}
