using System.Reflection;
using System.Xml.Linq;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Architecture.Tests.House;

/// <summary>A project of the product: what its files and its assembly say of it.</summary>
internal sealed class HouseProject
{
    private const string Prefix = "WorkflowItsm.";
    private const string DependsOnLine = "Depends on:";

    private static readonly string[] _folders = ["rules", "engine", "workflows", "designer-host"];
    private static readonly string[] _core = ["Feel", "Dmn", "Bpmn", "Engine", "Itsm"];

    private readonly XDocument _file;

    private HouseProject(string path)
    {
        _file = XDocument.Load(path);
        Folder = Path.GetDirectoryName(path)!;
        FullName = Path.GetFileNameWithoutExtension(path);
    }

    /// <summary>Every project that is not a test.</summary>
    public static IReadOnlyList<HouseProject> All { get; } =
    [
        .. _folders.Select(folder => RepositoryRoot.PathOf(folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            // They stand for applications of others.
            .Where(path => !path.StartsWith(RepositoryRoot.PathOf("engine", "samples"), StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new HouseProject(path)),
    ];

    /// <summary>Those whose code runs with the product; the analyzers run in the compiler.</summary>
    public static IReadOnlyList<HouseProject> Shipped { get; } = [.. All.Where(project => project.Name != "Analyzers")];

    /// <summary>The pure core: no I/O, no clock, no chance.</summary>
    public static IReadOnlyList<HouseProject> Core { get; } = [.. All.Where(project => _core.Contains(project.Name))];

    /// <summary>Those that others build upon: not the program, and not the screens, whose components nobody calls.</summary>
    public static IReadOnlyList<HouseProject> Packages { get; } =
        [.. Shipped.Where(project => project._file.Root!.Attribute("Sdk")!.Value is not ("Microsoft.NET.Sdk.Web" or "Microsoft.NET.Sdk.Razor"))];

    public string FullName { get; }

    public string Folder { get; }

    /// <summary>The name without what all names begin with.</summary>
    public string Name => Short(FullName);

    /// <summary>The folder of the root that holds the project.</summary>
    public string TopFolder => Path.GetFileName(Path.GetDirectoryName(Folder)!);

    public Assembly Assembly => Assembly.Load(FullName);

    /// <summary>Short names of the projects it references in its file.</summary>
    public IReadOnlyList<string> References =>
        [.. Includes("ProjectReference").Select(path => Short(Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))))];

    public IReadOnlyList<string> PackageReferences => [.. Includes("PackageReference")];

    /// <summary>Short names of the house's assemblies that its assembly refers to.</summary>
    public IReadOnlyList<string> AssemblyReferences =>
        [.. Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(Short)];

    /// <summary>The lines of its README; empty when it has none.</summary>
    public IReadOnlyList<string> Readme => Path.Combine(Folder, "README.md") is var path && File.Exists(path) ? File.ReadAllLines(path) : [];

    /// <summary>Short names of the projects its README allows it to know; null when the README does not say.</summary>
    public IReadOnlyList<string>? DependsOn =>
        Readme.FirstOrDefault(line => line.StartsWith(DependsOnLine, StringComparison.Ordinal)) is not { } line ? null
        : [.. line[DependsOnLine.Length..].Trim(' ', '.', '`').Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Short).Where(name => name != "nothing")];

    /// <summary>Its own source files, as (path from its folder, text).</summary>
    public IEnumerable<(string Path, string Text)> Sources =>
        from file in Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Folder, file).Replace('\\', '/')
        where !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal)
        select (path, File.ReadAllText(file));

    private static string Short(string name) => name.Trim('`').Replace(Prefix, "", StringComparison.Ordinal);

    private IEnumerable<string> Includes(string element) => _file.Descendants(element).Select(item => item.Attribute("Include")!.Value);
}
