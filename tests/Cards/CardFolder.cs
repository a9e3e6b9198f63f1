namespace CrmBot.Cards.Tests;

/// <summary>A folder of cards without a fault, to be spoilt file by file.</summary>
internal sealed class CardFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("cards").FullName;

    public string Root => root;

    public CardFolder()
    {
        Write("_shared/text.zh-CN.json", """{ "appName": "跟进助手" }""");
        Write("_shared/text.en-US.json", """{ "appName": "Follow-up" }""");
        Write("visits/text.zh-CN.json", Zh);
        Write("visits/text.en-US.json", En);
        Write("visits/form.json", Form);
        Write("visits/sample.json", Sample);
    }

    public const string Zh = """
        {
          "formTitle": "记录拜访：{customer}",
          "summary": "发生了什么？",
          "summaryNeeded": "请写一句话",
          "submit": "提交",
          "stageDeal": "成交",
          "stageIntent": "意向"
        }
        """;

    public const string En = """
        {
          "formTitle": "Visit to {customer}",
          "summary": "What happened?",
          "summaryNeeded": "Please write a sentence",
          "submit": "Submit",
          "stageDeal": "Deal",
          "stageIntent": "Intent"
        }
        """;

    public const string Form = """
        {
          "type": "AdaptiveCard",
          "version": "1.5",
          "speak": "${s.submit}",
          "fallbackText": "${s.appName}",
          "body": [
            { "type": "TextBlock", "text": "${fill(s.formTitle, 'customer', plain(customer))}", "wrap": true },
            { "$data": "${hints}", "type": "TextBlock", "text": "${$index + 1}. ${plain($data)}" },
            { "type": "TextBlock", "text": "${s[concat('stage', stage)]}" },
            { "type": "Input.Text", "id": "summary", "label": "${s.summary}", "isRequired": true,
              "errorMessage": "${s.summaryNeeded}", "value": "${summary ?? ''}" }
          ],
          "actions": [
            { "type": "Action.Execute", "verb": "visits/submit", "title": "${s.submit}", "data": { "draft": "${draft}", "rev": "${rev}" } }
          ]
        }
        """;

    public const string Sample = """
        {
          "form": {
            "new": { "customer": "华东精密", "stage": "Deal", "summary": null, "hints": [], "draft": "d1", "rev": 0 },
            "coached": { "customer": "Contoso", "stage": "Deal", "summary": "见面", "hints": ["谁？", "下一步？"], "draft": "d1", "rev": 3 }
          }
        }
        """;

    public CardFolder Write(string file, string text)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public CardFolder Change(string file, string from, string to)
    {
        var text = File.ReadAllText(Path.Combine(root, file));
        Assert.Contains(from, text, StringComparison.Ordinal);
        return Write(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    public CardFolder Delete(string file)
    {
        File.Delete(Path.Combine(root, file));
        return this;
    }

    public CardShelf Load() => CardShelf.Load(root);

    /// <summary>As after a load without fault that had this digest.</summary>
    public CardShelf LoadKnown(string digest) => CardShelf.Load(root, known: digest);

    /// <summary>The digest that the folder has, whatever its faults.</summary>
    public string Digest() => ShelfFiles.Read(root).Digest(null);

    public IReadOnlyList<string> Faults() => [.. Assert.Throws<CardFaultException>(Load).Faults.Select(f => f.ToString())];

    public void Dispose() => Directory.Delete(root, recursive: true);
}
