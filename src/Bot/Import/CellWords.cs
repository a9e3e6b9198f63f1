using System.Globalization;
using System.Text;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Import;

/// <summary>
/// How codes stand in files: written as people of the language say them, read in both languages and as the code itself.
/// </summary>
internal sealed class CellWords
{
    private static readonly string[] Yes = ["true", "yes", "y", "1", "是", "vip", "√", "✓"];
    private static readonly string[] No = ["false", "no", "n", "0", "否"];

    private readonly CardShelf shelf;
    private readonly Dictionary<(Type, string), Enum> codes = [];

    public CellWords(CardShelf shelf)
    {
        this.shelf = shelf;
        foreach (var language in Wording.Languages)
        {
            Add<Tier>(language);
            Add<Stage>(language);
            Add<Status>(language);
            Add<Channel>(language);
            Add<Sentiment>(language);
            Add<StepState>(language);
            Add<Outcome>(language);
            Add<ObjectionCategory>(language);
        }
    }

    public string Write<T>(T code, string language) where T : struct, Enum => code switch
    {
        Tier => code.ToString(),
        Sentiment sentiment => shelf.Words("import", language)[KeyOf(sentiment)],
        StepState state => shelf.Words("import", language)[KeyOf(state)],
        _ => new Wording(shelf, language).Code(code),
    };

    public string Write<T>(T? code, string language) where T : struct, Enum => code is { } given ? Write(given, language) : "";

    public string WriteYes(bool yes, string language) => yes ? shelf.Words("import", language)["yes"] : "";

    public T? Read<T>(string cell) where T : struct, Enum => codes.TryGetValue((typeof(T), Fold(cell)), out var code) ? (T)code : null;

    /// <summary>Null for what is neither yes nor no; nothing at all is no.</summary>
    public static bool? ReadYes(string cell) => Fold(cell) is var said && Yes.Contains(said, StringComparer.Ordinal) ? true
        : said.Length == 0 || No.Contains(said, StringComparer.Ordinal) ? false
        : null;

    private static string KeyOf(Sentiment sentiment) => sentiment switch
    {
        Sentiment.Positive => "sentimentPositive",
        Sentiment.Neutral => "sentimentNeutral",
        Sentiment.Hesitant => "sentimentHesitant",
        _ => "sentimentNegative",
    };

    private static string KeyOf(StepState state) => state switch
    {
        StepState.Open => "stateOpen",
        StepState.Done => "stateDone",
        _ => "stateCancelled",
    };

    private void Add<T>(string language) where T : struct, Enum
    {
        foreach (var code in Enum.GetValues<T>())
        {
            codes.TryAdd((typeof(T), Fold(code.ToString())), code);
            codes.TryAdd((typeof(T), Fold(Write(code, language))), code);
        }
    }

    private static string Fold(string cell) =>
        string.Concat(cell.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '_'))).ToLower(CultureInfo.InvariantCulture);
}
