using System.Xml.Linq;
using WorkflowItsm.Feel;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>Files that may import each other: each is read after those it imports.</summary>
internal sealed class DmnLibrary
{
    private readonly List<Item> _items;

    private DmnLibrary(IEnumerable<(string FileName, ReadOnlyMemory<byte> Xml)> files) =>
        _items = [.. files.Select(file => new Item(file.FileName, SafeXml.Read(file.FileName, file.Xml)))];

    private sealed class Item(string fileName, SafeXmlRead xml)
    {
        public string FileName => fileName;

        public SafeXmlRead Xml => xml;

        public XElement? Root => xml.Document?.Root;

        public string Namespace => (string?)Root?.Attribute("namespace") ?? "";

        public bool IsOpen { get; set; }

        public DmnRead? Result { get; set; }
    }

    public static ValueList<DmnRead> Read(IEnumerable<(string FileName, ReadOnlyMemory<byte> Xml)> files)
    {
        var library = new DmnLibrary(files);
        return library._items.Select(library.Read).ToValueList();
    }

    private DmnRead Read(Item item)
    {
        if (item.Result is { } known) return known;
        item.IsOpen = true;
        item.Result = item.Root is { } root ? DmnReader.Read(item.FileName, root, Import) : new(null, item.Xml.Findings);
        item.IsOpen = false;
        return item.Result;
    }

    private static string Last(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The model that an import means; else the sentence why there is none.</summary>
    private (ModelParts? Parts, Sentence Problem) Import(XElement import)
    {
        var (wanted, location) = ((string?)import.Attribute("namespace") ?? "", (string?)import.Attribute("locationURI") ?? "");
        var file = Last(location);
        var fitting = _items.Where(item => item.Root is not null && item.Namespace == wanted && item.Root != import.Document?.Root).ToList();
        if (fitting.Count != 1)
        {
            var located = (fitting.Count == 0 ? _items : fitting).Where(item => item.Root is not null && file.Length > 0 && Last(item.FileName) == file);
            if (located.FirstOrDefault() is { } one) fitting = [one];
        }

        if (fitting is not [var found, ..]) return (null, "no file here has that namespace");
        if (found.IsOpen) return (null, $"'{found.FileName}' imports this file in turn");
        return Read(found).Partial?.Parts is { } parts ? (parts, "") : (null, (Sentence)$"'{found.FileName}' could not be read");
    }
}
