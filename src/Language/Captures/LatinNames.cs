namespace CrmBot.Language;

/// <summary>By which words of Latin letters a person is recognised whom nobody knows. All folded.</summary>
internal static class LatinNames
{
    private static readonly HashSet<string> Given = [.. (
        "will bill may april june rose joy max rich pat drew summer aaron adam adrian ahmed aisha alan alex alexander alexandra ali alice alison amanda amber amy ana andrea andrew andy angela anita anna anne annie anthony antonio arthur ashley barbara beatrice ben benjamin bernard beth betty bob bonnie brad brandon brenda brian bruce bryan callum cameron candy carl carla carlos carmen carol caroline catherine cathy cecilia charles charlie charlotte chloe chris christian christina christine christopher cindy claire clara claudia colin connie craig crystal cynthia " +
        "daisy dan daniel danny darren dave david dean debbie deborah deepak denise dennis derek diana diane dominic donald donna doris dorothy doug duncan dylan eddie edward edwin eileen elaine eleanor elena eli elizabeth ella ellen emily emma eric erica erik ethan eugene eva evan eve evelyn felix fiona florence frances francis frank fred gary gavin geoff george gerald gina gloria gordon grace graham greg hannah harold harriet harry harvey hazel heather heidi helen helena henry holly howard hugh " +
        "ian irene iris isabel isabella ivan ivy jacob jake james jamie jane janet jasmine jason jay jean jeff jennifer jenny jeremy jerry jesse jessica jill jim jimmy joan joanna joe joel john johnny jon jonathan jordan joseph josh joshua joyce juan judith judy julia julian julie justin karen karl kate katherine kathy katie keith kelly ken kenneth kevin kim kimberly kirsty kumar kyle larry laura lauren laurence leah lee lena leo leon leonard leslie lewis liam lily linda lisa liz lorna louis louise lucas lucy luis luke lydia lynn " +
        "maggie malcolm mandy marcus margaret maria marie marina marion mark martha martin mary matt matthew maureen max megan mei melanie melissa mia michael michelle miguel mike mohamed molly monica morgan nadia nancy naomi natalie natasha nathan neil nicholas nick nicola nicole nigel nina nora oliver olivia olga oscar owen pablo pamela patricia patrick paul paula pauline pedro penny peter phil philip phoebe pierre polly priya rachel raj rajesh ralph ravi ray raymond rebecca richard rick rita rob robert robin rodney roger ron ronald rosa rosie ross roy ruby russell ruth ryan " +
        "sally sam samantha samuel sandra sara sarah sean sergio shane shannon sharon shaun sheila shirley simon sofia sonia sophia sophie stacy stan stella stephanie stephen steve steven stuart sue susan suzanne sylvia tamara tanya tara ted teresa terry theo theresa thomas tiffany tim timothy tina todd tom tommy tony tracy travis trevor ursula valerie vanessa vera veronica vicky victor victoria vincent violet virginia vivian wallace walter wanda wayne wendy wesley william winnie yasmin yusuf yvonne zach zoe").Split(' ')];

    private static readonly HashSet<string> Titles = ["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "madam", "director", "manager"];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = Given.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string> Surnames = [.. (
        "wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin guo ma luo liang song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lv lu su jiang cai jia ding wei xue ye yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan lei qian yin yi chang qiao he lai gong wen").Split(' ')];

    private const int LongestGiven = 12;

    public static bool IsGiven(ReadOnlySpan<char> word) => Known.Contains(word);

    public static bool IsTitle(string word) => Titles.Contains(word);

    public static bool IsSurname(string word) => Surnames.Contains(word);

    /// <summary>Whether two words are a Chinese name in pinyin, surname first.</summary>
    public static bool IsPinyin(string first, string last) => Surnames.Contains(first) && IsSyllables(last);

    public static bool IsSyllables(ReadOnlySpan<char> letters)
    {
        if (letters.Length > LongestGiven)
        {
            return false;
        }

        for (var head = Math.Min(6, letters.Length); head > 0; head--)
        {
            if (Readings.IsSyllable(letters[..head]) && (head == letters.Length || IsSyllables(letters[head..])))
            {
                return true;
            }
        }

        return false;
    }
}
