using System.Text;
using System.Xml;
using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.SafeXmlReading;

/// <summary>What reading XML gave: a document, or the findings why there is none.</summary>
/// <param name="Document">The document with line information; null exactly when there are findings.</param>
/// <param name="Findings">Errors only; empty when the document could be read.</param>
internal sealed record SafeXmlRead(XDocument? Document, ValueList<Finding> Findings);

/// <summary>
/// The only place of the core that opens XML. A document type is refused and nothing outside the bytes is ever opened,
/// so that neither entities nor external references can reach out; size and nesting are bounded.
/// </summary>
/// <remarks>This file is compiled into each project that reads XML, so that the core needs no project of its own for it.</remarks>
internal static class SafeXml
{
    /// <summary>The largest document, in bytes (10 MB): what the edge accepts as a definition.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>The deepest nesting of elements; those who walk the tree may recurse without a check of their own.</summary>
    public const int MaxDepth = 256;

    /// <summary>The most attributes of one element, namespaces included; looking one up walks over the others.</summary>
    public const int MaxAttributes = 500;

    /// <summary>The most namespace declarations of a document; every element is looked up among those in scope, and each name is kept by the process.</summary>
    public const int MaxDeclarations = 2_000;

    /// <summary>
    /// The most names of elements and attributes of a document, and the longest of them: for each one the process keeps its name for ever, also
    /// when the document has long gone.
    /// </summary>
    public const int MaxNames = 1_000;

    /// <inheritdoc cref="MaxNames"/>
    public const int MaxNameLength = 200;

    /// <summary>The longest part of a reader's own message that is told; it may repeat a name of a megabyte.</summary>
    private const int LongestMessage = 300;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Files of older editors say windows-1252 or GB2312, which .NET knows only from this provider; registering it again changes nothing.</summary>
    static SafeXml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads a whole document.</summary>
    /// <param name="fileName">Put on each finding as its file.</param>
    /// <param name="xml">The bytes; the encoding is what the XML declaration or byte order mark says.</param>
    /// <param name="options">Line information is always kept; white space only if asked for here.</param>
    /// <param name="maxNodes">How many elements, attributes, texts and comments are built at most.</param>
    public static SafeXmlRead Read(string fileName, ReadOnlyMemory<byte> xml, LoadOptions options = LoadOptions.None, int maxNodes = int.MaxValue)
    {
        if (xml.Length > MaxBytes)
            return Refused(fileName, "xml-too-large", null,
                $"The file has {xml.Length} bytes, at most {MaxBytes} are read.", "Split the definition into smaller files.");

        var bytes = xml.ToArray();
        try
        {
            if (SaysWideButIsNot(bytes)) bytes = Widened(bytes);
            if (OutOfBounds(fileName, bytes, maxNodes) is { } refused) return refused;

            using var reader = Open(bytes);
            return new(XDocument.Load(reader, options | LoadOptions.SetLineInfo), []);
        }
        catch (DecoderFallbackException)
        {
            return Refused(fileName, "xml-not-well-formed", new TextPosition(1, 1),
                "line 1, column 1: the XML declaration says UTF-16, but the file is neither that nor UTF-8.", "Correct the file or export it again from its editor.");
        }
        catch (XmlException refused)
        {
            var position = refused.LineNumber > 0 ? new TextPosition(refused.LineNumber, refused.LinePosition) : new TextPosition(1, 1);
            return HasDocumentType(bytes)
                ? Refused(fileName, "xml-dtd", position,
                    $"line {position.Line}, column {position.Column}: found a document type (<!DOCTYPE …>), which is refused because it can declare entities; nothing of it was opened.",
                    "Delete the <!DOCTYPE …> declaration and write out its entities.")
                : Refused(fileName, "xml-not-well-formed", position,
                    $"line {position.Line}, column {position.Column}: the XML is not well-formed. {WithoutPlace(refused.Message)}", "Correct the file or export it again from its editor.");
        }
    }

    /// <summary>Where a node or attribute stands in its file; null for one that was not read from a file.</summary>
    public static TextPosition? PositionOf(XObject node) =>
        node is IXmlLineInfo info && info.HasLineInfo() ? new TextPosition(info.LineNumber, info.LinePosition) : null;

    private static XmlReader Open(byte[] bytes)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxBytes,
            MaxCharactersFromEntities = 1,
            CloseInput = true,
        };
        return XmlReader.Create(new MemoryStream(bytes, writable: false), settings);
    }

    /// <summary>
    /// Whether the declaration says UTF-16 and is itself written in single bytes: a program made the text in memory, where strings are wide,
    /// and saved it as UTF-8. The two cannot both be true, and the bytes are what they are.
    /// </summary>
    private static bool SaysWideButIsNot(byte[] bytes)
    {
        var text = bytes.AsSpan(0, Math.Min(bytes.Length, 200));
        if (text.StartsWith(Encoding.UTF8.Preamble)) text = text[Encoding.UTF8.Preamble.Length..];
        return text.StartsWith("<?xml"u8) && text.IndexOf("?>"u8) is > 0 and var end
            && Encoding.ASCII.GetString(text[..end]).Contains("utf-16", StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Widened(byte[] bytes)
    {
        var text = bytes.AsSpan();
        if (text.StartsWith(Encoding.UTF8.Preamble)) text = text[Encoding.UTF8.Preamble.Length..];
        return [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(s_strictUtf8.GetString(text))];
    }

    /// <summary>A pass of its own, because a document must not be built before its size in memory is known.</summary>
    private static SafeXmlRead? OutOfBounds(string fileName, byte[] bytes, int maxNodes)
    {
        using var reader = Open(bytes);
        var lines = (IXmlLineInfo)reader;
        var (nodes, declarations) = (0L, 0);
        var names = new NamesSeen();
        while (reader.Read())
        {
            nodes += 1 + reader.AttributeCount;
            if (reader.NodeType == XmlNodeType.Element && reader.Depth >= MaxDepth)
                return Refused(fileName, "xml-too-deep", new TextPosition(lines.LineNumber, lines.LinePosition),
                    $"line {lines.LineNumber}, column {lines.LinePosition}: elements are nested deeper than {MaxDepth} levels.", "Make the nesting flatter.");
            if (reader.AttributeCount > MaxAttributes)
                return Refused(fileName, "xml-too-many-attributes", new TextPosition(lines.LineNumber, lines.LinePosition),
                    $"line {lines.LineNumber}, column {lines.LinePosition}: an element has {reader.AttributeCount} attributes, at most {MaxAttributes} are read.", "Remove those that mean nothing.");
            declarations += Count(reader, names);
            if (names.AreTooMany)
                return Refused(fileName, "xml-too-many-names", new TextPosition(lines.LineNumber, lines.LinePosition),
                    $"line {lines.LineNumber}, column {lines.LinePosition}: the file has more than {MaxNames} different names of elements and attributes, or one longer than {MaxNameLength} characters.",
                    "Give elements of one kind one name, and tell them apart by an attribute.");
            if (declarations > MaxDeclarations)
                return Refused(fileName, "xml-too-many-namespaces", new TextPosition(lines.LineNumber, lines.LinePosition),
                    $"line {lines.LineNumber}, column {lines.LinePosition}: the file declares namespaces more than {MaxDeclarations} times.", "Declare each namespace once, at the root.");
            if (nodes > maxNodes)
                return Refused(fileName, "xml-too-many-nodes", new TextPosition(lines.LineNumber, lines.LinePosition),
                    $"line {lines.LineNumber}, column {lines.LinePosition}: the file has more than {maxNodes} elements, attributes and texts.", "Split the definition into smaller files.");
        }
        return null;
    }

    /// <summary>Notes the names of an element and its attributes, and counts the namespaces that it declares.</summary>
    private static int Count(XmlReader reader, NamesSeen names)
    {
        if (reader.NodeType == XmlNodeType.Element) names.Add(reader.LocalName);
        var count = 0;
        while (reader.MoveToNextAttribute())
        {
            names.Add(reader.LocalName);
            if (reader.Prefix == "xmlns" || reader.Name == "xmlns") count++;
        }

        return count;
    }

    /// <summary>
    /// Whether the prolog holds a document type. The reader's exception says so only in its text, which is not a contract.
    /// Latin-1 without zeros shows the ASCII marks of every encoding the reader knows.
    /// </summary>
    private static bool HasDocumentType(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes).Replace("\0", "", StringComparison.Ordinal);
        var at = text.IndexOf('<', StringComparison.Ordinal);
        while (at >= 0)
        {
            var rest = text.AsSpan(at);
            if (rest.StartsWith("<!DOCTYPE", StringComparison.Ordinal)) return true;
            var end = rest.StartsWith("<?", StringComparison.Ordinal) ? "?>" : rest.StartsWith("<!--", StringComparison.Ordinal) ? "-->" : null;
            if (end is null) return false;
            var close = text.IndexOf(end, at, StringComparison.Ordinal);
            at = close < 0 ? -1 : text.IndexOf('<', close);
        }
        return false;
    }

    /// <summary>The names of a document; its reader has one string for each.</summary>
    private sealed class NamesSeen
    {
        private readonly HashSet<string> _names = new(ReferenceEqualityComparer.Instance);

        public bool AreTooMany { get; private set; }

        public void Add(string name)
        {
            if (_names.Add(name)) AreTooMany |= _names.Count > MaxNames || name.Length > MaxNameLength;
        }
    }

    private static string WithoutPlace(string message)
    {
        var place = message.LastIndexOf(" Line ", StringComparison.Ordinal);
        var told = place < 0 ? message : message[..place];
        return told.Length <= LongestMessage ? told : told[..LongestMessage] + "…";
    }

    private static SafeXmlRead Refused(string fileName, string code, TextPosition? position, Sentence message, Sentence cure) =>
        new(null, [new Finding(code, Severity.Error, null, position, message, cure, ChineseXmlFindings.Book) { File = fileName }]);
}
