using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrmBot.Bot.Files;

/// <summary>Writes rows of text into a file, one after the other; nothing is held. Closing it completes the file, not the stream.</summary>
internal abstract class TableWriter : IDisposable
{
    public static TableWriter To(Stream file, FileFormat format) => format == FileFormat.Xlsx ? new Xlsx(file) : new Csv(file);

    public static string ExtensionOf(FileFormat format) => format == FileFormat.Xlsx ? "xlsx" : "csv";

    public static string MediaTypeOf(FileFormat format) =>
        format == FileFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";

    public abstract void Write(IReadOnlyList<string> cells);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    /// <summary>With the mark of UTF-8, by which spreadsheet programs know it.</summary>
    private sealed class Csv(Stream file) : TableWriter
    {
        private readonly CsvWriter writer = new(
            new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024, leaveOpen: true),
            new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\r\n" });

        public override void Write(IReadOnlyList<string> cells)
        {
            foreach (var cell in cells)
            {
                writer.WriteField(FormulaSafe.Write(cell));
            }

            writer.NextRecord();
        }

        protected override void Dispose(bool disposing) => writer.Dispose();
    }

    /// <summary>
    /// Four small parts and a sheet that goes straight into the archive: the package of the SDK would hold the sheet whole. Every
    /// cell is an inline text, which no program takes for a formula.
    /// </summary>
    private sealed class Xlsx : TableWriter
    {
        private const string Xml = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
        private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
        private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

        private static readonly (string Name, string Content)[] Parts =
        [
            ("[Content_Types].xml", $"""{Xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Types}.worksheet+xml"/></Types>"""),
            ("_rels/.rels", $"""{Xml}<Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""),
            ("xl/workbook.xml", $"""{Xml}<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels", $"""{Xml}<Relationships xmlns="{PackageRelations}"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""),
        ];

        private readonly ZipArchive zip;
        private readonly Stream part;
        private readonly OpenXmlWriter writer;

        public Xlsx(Stream file)
        {
            zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, content) in Parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }

            part = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            writer = OpenXmlWriter.Create(part, Encoding.UTF8);
            writer.WriteStartDocument(true);
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
        }

        public override void Write(IReadOnlyList<string> cells)
        {
            writer.WriteStartElement(new DocumentFormat.OpenXml.Spreadsheet.Row());
            foreach (var cell in cells)
            {
                writer.WriteStartElement(new Cell { DataType = CellValues.InlineString });
                if (cell.Length > 0)
                {
                    writer.WriteElement(new InlineString(new Text(Writable(FormulaSafe.Keep(cell))) { Space = SpaceProcessingModeValues.Preserve }));
                }

                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        // XML has no room for control characters and lone halves of pairs; a cell has room for 32,767 characters.
        private static string Writable(string cell)
        {
            var text = cell.Length > 32_767 ? cell[..32_767] : cell;
            return text.All(c => System.Xml.XmlConvert.IsXmlChar(c)) ? text
                : string.Concat(text.EnumerateRunes().Where(r => r.Value is '\t' or '\n' or '\r' || r.Value >= 32).Where(r => r.Value is not (0xFFFE or 0xFFFF)).Select(r => r.ToString()));
        }

        protected override void Dispose(bool disposing)
        {
            writer.WriteEndElement();
            writer.WriteEndElement();
            writer.Dispose();
            part.Dispose();
            zip.Dispose();
        }
    }
}
