using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WorkflowItsm.Web.Tests.Words;

/// <summary>The strings of an area of the screens, and where the screens use them.</summary>
internal sealed partial record WordBook(string Area, SortedDictionary<string, string> English, SortedDictionary<string, string> Chinese)
{
    private const string ChineseSuffix = ".zh-Hans.resx";

    /// <summary>The areas: each has a marker class and two files.</summary>
    public static IReadOnlyList<string> Areas(string web) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(web, "Words"), "*.resx").Select(Path.GetFileName).OfType<string>()
            .Select(name => name.Split('.')[0]).Distinct().Order(StringComparer.Ordinal),
    ];

    public static WordBook Read(string web, string area) => new(area, Strings(web, area + ".resx"), Strings(web, area + ChineseSuffix));

    /// <summary>The keys that the files which know an area ask of it.</summary>
    public static IReadOnlySet<string> Uses(string web, string area)
    {
        var sources = Directory.EnumerateFiles(web, "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !IsBelow(web, file, "obj") && !IsBelow(web, file, "bin") && !IsBelow(web, file, "client"))
            .Select(File.ReadAllText);
        return sources.SelectMany(source => Localizer().Matches(source)
            .Where(known => known.Groups["area"].Value == area)
            .SelectMany(known => UsesIn(source, known.Groups["name"].Value))).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The keys that a text asks for.</summary>
    public static IReadOnlyList<string> UsesIn(string source, string name = "T") =>
        [.. Regex.Matches(source, $"""(?<![\w.]){Regex.Escape(name)}\["(?<key>\w+)"[\],]""").Select(use => use.Groups["key"].Value)];

    /// <summary>Where the two languages differ.</summary>
    public IReadOnlyList<string> Unlike() =>
    [
        .. from key in English.Keys.Union(Chinese.Keys).Order(StringComparer.Ordinal)
           let problem = Problem(key)
           where problem is not null
           select $"{Area}: '{key}' {problem}",
    ];

    /// <summary>What nobody uses, and what is used and not there.</summary>
    public IReadOnlyList<string> Unused(IEnumerable<string> uses)
    {
        var used = uses.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. English.Keys.Where(key => !used.Contains(key)).Select(key => $"{Area}: '{key}' is used nowhere."),
            .. used.Where(key => !English.ContainsKey(key)).Order(StringComparer.Ordinal).Select(key => $"{Area}: '{key}' is used and not there."),
        ];
    }

    private string? Problem(string key) =>
        !English.TryGetValue(key, out var english) ? "is missing in English."
        : !Chinese.TryGetValue(key, out var chinese) ? "is missing in Chinese."
        : english.Length == 0 ? "is empty in English."
        : chinese.Length == 0 ? "is empty in Chinese."
        : !Arguments(english).SetEquals(Arguments(chinese)) ? "takes other arguments in Chinese than in English."
        : null;

    private static HashSet<string> Arguments(string words) => [.. Argument().Matches(words).Select(argument => argument.Groups["number"].Value)];

    private static SortedDictionary<string, string> Strings(string web, string file)
    {
        var strings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var data in XDocument.Load(Path.Combine(web, "Words", file)).Root!.Elements("data"))
            strings.Add(data.Attribute("name")!.Value, data.Element("value")!.Value.Trim());
        return strings;
    }

    private static bool IsBelow(string web, string file, string folder) =>
        Path.GetRelativePath(web, file).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    [GeneratedRegex(@"IStringLocalizer<(?<area>\w+)>\??\s+(?<name>\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex(@"\{(?<number>\d+)[^}]*\}")]
    private static partial Regex Argument();
}
