using System.IO.Compression;
using System.Text;
using CrmBot.Bot.Files;

namespace CrmBot.Bot.Tests.Files;

/// <summary>Files as people have them: every encoding and separator, broken rows told, and never more read than a file may have.</summary>
public sealed class TableFileTests
{
    private static readonly Encoding Gbk = Chinese();

    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-8", "," }, { "utf-8 marked", "," }, { "utf-8", ";" }, { "gb18030", "," }, { "gb18030", "\t" }, { "utf-16", "\t" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Text_is_read_in_the_encoding_and_with_the_separator_it_has(string encoding, string separator)
    {
        var text = string.Join(separator, "客户名称", "负责人", "别名") + "\r\n" + string.Join(separator, "华东精密机械有限公司", "王敏", "\"华东\"\"精密\"\"\n机械\"") + "\r\n";
        var bytes = encoding switch
        {
            "gb18030" => Gbk.GetBytes(text),
            "utf-16" => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
            "utf-8 marked" => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)],
            _ => Encoding.UTF8.GetBytes(text),
        };

        var rows = Read(bytes);

        Assert.Equal(["客户名称", "负责人", "别名"], rows[0].Cells);
        Assert.Equal(["华东精密机械有限公司", "王敏", "华东\"精密\"\n机械"], rows[1].Cells);
        Assert.Equal([1, 2], rows.Select(r => r.Number));
        Assert.All(rows, r => Assert.Null(r.Broken));
    }

    [Fact]
    public void A_character_that_ends_in_the_next_block_does_not_make_another_encoding_of_a_text()
    {
        // 64 KiB blocks: the second byte of one character begins the next.
        var text = "a\n" + new string('x', 64 * 1024 - 3) + "，\n";
        Assert.EndsWith("，", Read(Encoding.UTF8.GetBytes(text))[1].Cells[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1\n", nameof(RowBreak.TooFew))]
    [InlineData("a,b\n1,2,3\n", nameof(RowBreak.TooMany))]
    [InlineData("a,b\n1,2\"2\n", nameof(RowBreak.Quote))]
    [InlineData("a,b\n1,\"2\n3,4\n", nameof(RowBreak.Quote))]
    [InlineData("a,b\n\"1\"x,2\n", nameof(RowBreak.Quote))]
    public void A_row_that_is_no_row_is_told(string text, string broken) =>
        Assert.Equal(broken, Read(Encoding.UTF8.GetBytes(text))[1].Broken.ToString());

    [Fact]
    public void An_open_quote_before_a_long_rest_ends_the_reading_and_is_told()
    {
        var text = "a,b\n1,\"2\n" + string.Concat(Enumerable.Repeat("3,4\n", FileLimits.RowCharacters));
        var rows = Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal(RowBreak.Quote, rows[1].Broken);
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told() =>
        Assert.Equal(RowBreak.Bytes, Read([.. Encoding.UTF8.GetBytes("a,b\n1,"), 0xC3, 0xFF, 0x0A])[1].Broken);

    [Fact]
    public void Empty_rows_count_and_are_left_out()
    {
        var rows = Read(Encoding.UTF8.GetBytes("\n,\na,b\n\n1,2\n , \n3,4"));
        Assert.Equal([3, 5, 7], rows.Select(r => r.Number));
    }

    [Theory]
    [InlineData("", nameof(FileRefusal.Empty))]
    [InlineData("a,b\n", nameof(FileRefusal.Empty))]
    [InlineData("a\0b", nameof(FileRefusal.NotATable))]
    [InlineData("PK\u0003\u0004 and nothing", nameof(FileRefusal.NotATable))]
    public void A_file_that_is_no_table_is_refused(string text, string why) =>
        Assert.Equal(why, Assert.Throws<FileRefusedException>(() => Read(Encoding.Latin1.GetBytes(text))).Why.ToString());

    [Fact]
    public void An_old_spreadsheet_is_known_as_one() =>
        Assert.Equal(FileRefusal.OldExcel, Assert.Throws<FileRefusedException>(() => Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1])).Why);

    [Fact]
    public void More_rows_than_a_file_may_have_are_refused()
    {
        var text = "a\n" + string.Concat(Enumerable.Repeat("1\n", FileLimits.Rows + 1));
        Assert.Equal(FileRefusal.TooManyRows, Assert.Throws<FileRefusedException>(() => Read(Encoding.UTF8.GetBytes(text))).Why);
    }

    [Fact]
    public void Cells_of_a_spreadsheet_say_what_a_person_sees_in_them()
    {
        var book = new Workbook
        {
            Styles = """<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="171" formatCode="[Red]0.00&quot;d&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="22"/></cellXfs>""",
            Strings = ["<t>名称</t>", "<r><t>华东</t></r><r><t>精密</t></r><rPh><t>ka</t></rPh>"],
            Sheet = """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>b</t></is></c><c r="C1" t="str"><v>c</v></c><c r="D1" t="str"><v>d</v></c><c r="E1" t="str"><v>e</v></c><c r="F1" t="str"><v>f</v></c><c r="G1" t="str"><v>g</v></c></row>
                <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" s="1"><v>45910</v></c><c r="C3" s="2"><v>45910</v></c><c r="D3" s="3"><v>1234.5600000000001</v></c><c r="E3" s="4"><v>45910.7361111111</v></c><c r="F3" t="b"><v>1</v></c><c r="G3"><f>1+1</f><v>13800000000</v></c></row>
                <row r="4"><c r="A4" s="1"/><c r="C4" t="str"><f>A1</f><v>x</v></c></row>
                <row r="5"><c r="A5" t="e"><v>#N/A</v></c></row>
                """,
        };
        using var file = book.Save();

        var rows = TableFile.Rows(file, TableFile.FormatOf(file)).ToList();

        Assert.Equal(["名称", "b", "c", "d", "e", "f", "g"], rows[0].Cells);
        Assert.Equal(3, rows[1].Number);
        Assert.Equal(["华东精密", "2025-09-10", "2025-09-10", "1234.56", "2025-09-10 17:40:00", "TRUE", "13800000000"], rows[1].Cells);
        Assert.Equal(["", "", "x", "", "", "", ""], rows[2].Cells);
        Assert.Equal(RowBreak.Formula, rows[3].Broken);
    }

    [Theory]
    [InlineData(false, 45910, "2025-09-10")]
    [InlineData(true, 44448, "2025-09-10")]
    [InlineData(false, 1, "1900-01-01")]
    [InlineData(false, 59, "1900-02-28")]
    [InlineData(false, 61, "1900-03-01")]
    public void Days_are_counted_from_where_the_spreadsheet_counts(bool from1904, int serial, string day)
    {
        var book = new Workbook
        {
            From1904 = from1904,
            Styles = """<cellXfs><xf numFmtId="14"/></cellXfs>""",
            Sheet = $"""<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2" s="0"><v>{serial}</v></c></row>""",
        };
        using var file = book.Save();
        Assert.Equal(day, TableFile.Rows(file, FileFormat.Xlsx).ElementAt(1).Cells[0]);
    }

    [Fact]
    public void A_spreadsheet_that_unpacks_to_more_than_it_may_is_refused()
    {
        using var file = new Workbook { Sheet = $"""<row r="1"><c r="A1" t="str"><v>a</v></c></row>""", Strings = [.. Enumerable.Repeat($"<t>{new string('a', 32_000)}</t>", 1_000)] }.Save();
        Assert.InRange(file.Length, 1, 1_000_000);
        Assert.Equal(FileRefusal.TooComplex, Assert.Throws<FileRefusedException>(() => TableFile.Rows(file, FileFormat.Xlsx).Count()).Why);

        using var large = new Workbook { Sheet = """<row r="1"><c r="A1" t="str"><v>a</v></c></row>""", Styles = new string(' ', 4096) }.Save();
        using (var zip = new ZipArchive(large, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/vbaProject.bin").Open();
            entry.Write(new byte[6 * 1024 * 1024]);
        }

        Assert.Equal(FileRefusal.TooComplex, Assert.Throws<FileRefusedException>(() => TableFile.Rows(large, FileFormat.Xlsx).Count()).Why);
    }

    [Theory]
    [InlineData(nameof(FileFormat.Csv))]
    [InlineData(nameof(FileFormat.Xlsx))]
    public void What_is_written_is_read_back_as_it_was(string name)
    {
        var format = Enum.Parse<FileFormat>(name);
        string[][] rows =
        [
            ["名称", "值"],
            ["=HYPERLINK(\"x\")", "+86 138"],
            ["-1", "@all"],
            ["'=1", "a\"b\",c\nd"],
            ["\t tab", "🙂 ‘’ < & >"],
        ];
        using var file = new MemoryStream();
        using (var writer = TableWriter.To(file, format))
        {
            foreach (var row in rows)
            {
                writer.Write(row);
            }
        }

        var back = TableFile.Rows(file, TableFile.FormatOf(file)).Select(r => r.Cells.ToArray()).ToList();

        Assert.Equal(rows.Select(r => r.Select(c => c.Trim()).ToArray()), back);
    }

    [Fact]
    public void No_cell_of_a_text_file_begins_like_a_formula()
    {
        using var file = new MemoryStream();
        using (var writer = TableWriter.To(file, FileFormat.Csv))
        {
            writer.Write(["=1", "+1", "-1", "@a", "\tx", "\rx", "＝1", "plain"]);
        }

        var text = Encoding.UTF8.GetString(file.ToArray())[1..];
        Assert.All(text.TrimEnd('\r', '\n').Split(',').SkipLast(1), cell => Assert.Equal('\'', cell.TrimStart('"')[0]));
    }

    private static List<FileRow> Read(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        return [.. TableFile.Rows(file, TableFile.FormatOf(file))];
    }

    private static Encoding Chinese()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030");
    }
}
