namespace CrmBot.Language;

/// <summary>Covers what is known by name, and what is called as people and companies are.</summary>
internal static class NameMasks
{
    private const int LongestStem = 8;

    // Said of a company that is no name: a stem of these is left alone.
    private static readonly HashSet<string> NoStem = ["我们", "你们", "他们", "咱们", "客户", "对方", "双方", "贵", "总", "分", "子", "母", "这家", "那家", "一家", "几家", "两家", "别家", "另一家", "本", "该", "全", "各", "同行", "供应商", "经销商", "新", "老", "大", "小", "上市"];

    private static readonly string[] Forms = ["有限责任公司", "股份有限公司", "有限公司", "分公司", "子公司", "公司", "集团", "股份", "银行", "医院", "大学", "学院", "酒店", "商场", "超市"];

    private const string EndsStem = "的了在去是和跟与给对向从到让请说要把被为用等找约见帮替问告及或但由我你他她这那";

    public static void Cover(Masks masks, FlatText flat, KnownNames known)
    {
        CoverAll(masks, flat, known.Customer.SelectMany(NameForms.OfCompany), MaskKind.Customer);
        CoverAll(masks, flat, known.Competitors.SelectMany(NameForms.OfCompany), MaskKind.Competitor);
        CoverAll(masks, flat, known.Contacts.SelectMany(NameForms.OfPerson), MaskKind.Contact);
        CoverAll(masks, flat, known.Colleagues.SelectMany(NameForms.OfPerson), MaskKind.Colleague);
        for (var token = 0; token < flat.Tokens.Count; token++)
        {
            Whole(NameWalk.At(flat, token, known.People, l => l.NameRows).Whole, MaskKind.Colleague);
            Whole(NameWalk.At(flat, token, known.Customers, l => l.NameRows).Whole, MaskKind.Company);
            Whole(NameWalk.At(flat, token, known.Customers, l => l.ContactRows, contacts: true).Whole, MaskKind.Person);
        }

        Called(masks, flat, known);
        Companies(masks, flat.Folded);

        void Whole(Spot? spot, MaskKind kind)
        {
            if (spot is not null)
            {
                masks.Cover(flat.StartOf(spot.From), flat.EndOf(spot.To), kind);
            }
        }
    }

    private static void CoverAll(Masks masks, FlatText flat, IEnumerable<string> forms, MaskKind kind)
    {
        foreach (var form in forms.OrderByDescending(f => f.Length))
        {
            for (var at = flat.Letters.IndexOf(form, StringComparison.Ordinal); at >= 0; at = flat.Letters.IndexOf(form, at + 1, StringComparison.Ordinal))
            {
                if (flat.At(flat.TokenAt(at)) == at && flat.IsEnd(at + form.Length))
                {
                    masks.Cover(flat.StartOf(at), flat.EndOf(at + form.Length), kind);
                }
            }
        }
    }

    /// <summary>A surname with a title, or with 老, 小 or 阿 before it; Mr and Dr with what follows.</summary>
    private static void Called(Masks masks, FlatText flat, KnownNames known)
    {
        var surnames = (Of(known.Contacts), Of(known.Colleagues));
        var text = flat.Folded;
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            if (PersonWords.SurnameAt(rest) is > 0 and var surname && PersonWords.TitleAt(rest[surname..]) is > 0 and var title)
            {
                masks.Cover(i, i + surname + title, KindOf(text[i]));
            }
            else if (rest.Length > 1 && rest[0] is '老' or '小' or '阿' && PersonWords.IsSurname(rest[1]) && !PlainHan.IsWordAt(text, i, 2))
            {
                masks.Cover(i, i + 2, KindOf(rest[1]));
            }
        }

        for (var token = 0; token + 1 < flat.Tokens.Count; token++)
        {
            if (LatinNames.IsTitle(flat.Tokens[token].Text) && flat.Tokens[token + 1] is { Kind: TokenKind.Word } name && name.Text[0] != '\''
                && (char.IsUpper(flat.Text[name.Start]) || !EnglishWords.IsCommon(name.Text)))
            {
                masks.Cover(flat.Tokens[token].Start, name.End, MaskKind.Person);
            }
        }

        MaskKind KindOf(char surname) => surnames.Item1.Contains(surname) ? MaskKind.Contact : surnames.Item2.Contains(surname) ? MaskKind.Colleague : MaskKind.Person;

        static HashSet<char> Of(IReadOnlyList<string> names) => [.. names.Where(n => n.Length > 0).Select(n => Fold.Char(n[0]))];
    }

    /// <summary>What stands before "company" and is no word for one.</summary>
    private static void Companies(Masks masks, string text)
    {
        foreach (var form in Forms)
        {
            for (var at = text.IndexOf(form, StringComparison.Ordinal); at >= 0; at = text.IndexOf(form, at + form.Length, StringComparison.Ordinal))
            {
                var from = at;
                while (from > 0 && at - from < LongestStem && Fold.IsHan(text[from - 1]) && !EndsStem.Contains(text[from - 1], StringComparison.Ordinal) && !masks.IsCovered(from - 1))
                {
                    from--;
                }

                if (from < at && !NoStem.Any(s => text.AsSpan(from..at).EndsWith(s, StringComparison.Ordinal)))
                {
                    masks.Cover(from, at + form.Length, MaskKind.Company);
                }
            }
        }
    }
}
