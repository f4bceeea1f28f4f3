using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Definitions;

/// <summary>
/// Reads a bundle and checks it against the release it is to join. All findings of all files come at once.
/// </summary>
/// <param name="readers">Readers for the files that are neither BPMN nor DMN.</param>
/// <param name="scripts">What the host says of scripts in other languages than FEEL; null: it runs none.</param>
/// <param name="nodes">What the host says of single elements; null: nothing.</param>
public sealed class BundleReader(IEnumerable<IDefinitionReader> readers, IScriptRules? scripts = null, IEnumerable<INodeCheck>? nodes = null)
{
    private readonly INodeCheck[] _nodes = [.. nodes ?? []];
    private readonly IDefinitionReader[] _readers = [new ProcessReader(new() { ScriptLanguages = scripts?.Formats ?? [] }), .. readers];
    private readonly ProcessReader _published = new(new() { AcceptsEveryScript = true });

    /// <summary>Reads the files, to be published; <c>Bundle</c> is null exactly when a finding is an error.</summary>
    public (Bundle? Bundle, ValueList<Finding> Findings) Read(string name, int version, ValueList<BundleFile> files) => Read(name, version, files, _readers, scripts, _nodes);

    /// <summary>
    /// Reads the files of a bundle that was published before. Its scripts are not judged again: what may run of them is asked when they
    /// run, so that a program which no longer runs a language can still read what was published.
    /// </summary>
    public (Bundle? Bundle, ValueList<Finding> Findings) ReadPublished(string name, int version, ValueList<BundleFile> files) =>
        Read(name, version, files, [_published, .. _readers[1..]], null, []);

    private static (Bundle? Bundle, ValueList<Finding> Findings) Read(
        string name, int version, ValueList<BundleFile> files, IDefinitionReader[] readers, IScriptRules? scripts, INodeCheck[] nodes)
    {
        var findings = new List<Finding>();
        var parts = new List<DefinitionPart>();
        var decisions = Decisions(files);
        foreach (var file in files)
        {
            var (part, found) = decisions.TryGetValue(file.Path, out var read)
                ? (read.Model is { } model ? new DecisionPart(file.Path, model) : null, read.Findings)
                : readers.FirstOrDefault(reader => reader.Reads(file.Path))?.Read(file.Path, file.Content) ?? (null, []);
            if (part is ProcessPart process && scripts is not null) found = found.AddRange(ScriptCheck.Check(name, process, scripts));
            findings.AddRange(found.Items.Select(finding => finding with { File = file.Path }));
            if (part is not null) parts.Add(part);
        }

        if (!findings.Exists(finding => finding.Severity == Severity.Error)) return (new Bundle(name, version, files, parts.ToValueList()), findings.ToValueList());
        // The checks of the whole bundle never come to them, so that they are told with what is wrong now. An expression that cannot be read is missing from its element.
        var incomplete = findings.Where(finding => finding.Severity == Severity.Error && finding.Code.StartsWith("feel-", StringComparison.Ordinal)).Select(finding => finding.ElementId).ToHashSet();
        findings.AddRange(parts.SelectMany(part => NodeFindings(part, nodes, node => !incomplete.Contains(node.Id))).ToList());
        return (null, findings.ToValueList());
    }

    /// <summary>
    /// Checks the bundles of a release against each other: what one names another must hold. Of a bundle that stays as it was,
    /// only what it did not lack before comes, told as what is wrong with replacing the others.
    /// </summary>
    /// <param name="candidate">The release that would hold.</param>
    /// <param name="before">The release that holds; a bundle that is the same object in both stays as it was.</param>
    public ValueList<BundleFinding> Check(Release candidate, Release before)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(before);
        return candidate.Bundles.Items.SelectMany(bundle =>
        {
            var found = Found(bundle, candidate);
            return !ReferenceEquals(bundle, before.FindBundle(bundle.Name)) ? found.Select(finding => new BundleFinding(bundle.Name, finding))
                : found.Count == 0 ? []
                : found.ExceptBy(Found(bundle, before).Select(Lack), Lack).Select(finding => new BundleFinding(bundle.Name, Broken(bundle.Name, finding)));
        }).ToValueList();
    }

    /// <summary>All findings of a bundle as it would stand in a release, in the place of its namesake; nothing is published.</summary>
    public ValueList<Finding> Verify(string name, ValueList<BundleFile> files, Release release)
    {
        var (bundle, findings) = Read(name, 0, files);
        return bundle is null ? findings : findings.AddRange(Check(release.With(bundle), release).Items.Select(found => found.Finding));
    }

    /// <summary>What a finding is about; its words name what else there is, which changes.</summary>
    private static (string, string?, string?) Lack(Finding finding) => (finding.Code, finding.File, finding.ElementId);

    private List<Finding> Found(Bundle bundle, Release release) =>
    [
        .. _readers.SelectMany(reader => reader.Check(bundle, release).Items),
        .. bundle.Parts.Items.SelectMany(part => NodeFindings(part, _nodes, _ => true)),
    ];

    private static IEnumerable<Finding> NodeFindings(DefinitionPart part, INodeCheck[] checks, Func<FlowNode, bool> isComplete) =>
        from node in part switch
        {
            ProcessPart whole => whole.Content.Processes.Items.SelectMany(process => process.Nodes.Items),
            BrokenPart broken => broken.Nodes.Items,
            _ => [],
        }
        where isComplete(node)
        from check in checks
        from finding in check.Check(node)
        select finding with { File = part.Path };

    private static Finding Broken(string bundle, Finding finding) => new(
        finding.Code, finding.Severity, finding.ElementId, finding.Position,
        $"The bundle '{bundle}', which is published, would no longer be right; {finding.File}: {finding.Says}",
        $"Keep what it names, or publish a version of the bundle '{bundle}' that does without it: before this one, or together with it.",
        ChineseFindings.Book)
    { File = $"../{bundle}/{finding.File}" };

    private sealed class ProcessReader(BpmnReadOptions options) : IDefinitionReader
    {
        public bool Reads(string path) => path.EndsWith(".bpmn", StringComparison.OrdinalIgnoreCase);

        public (DefinitionPart? Part, ValueList<Finding> Findings) Read(string path, ReadOnlyMemory<byte> content)
        {
            var read = BpmnFile.Read(path, content, options);
            return (read.File is { } file ? new ProcessPart(path, file) : new BrokenPart(path, read.Nodes), read.Findings);
        }

        public ValueList<Finding> Check(Bundle bundle, Release release) => ProcessCheck.Check(bundle, release);
    }

    /// <summary>What could be read of a process that cannot run as it is drawn. It never becomes part of a bundle.</summary>
    private sealed record BrokenPart(string Path, ValueList<FlowNode> Nodes) : DefinitionPart(Path);

    /// <summary>All decision models of a bundle together, by path: they may import each other.</summary>
    private static Dictionary<string, DmnRead> Decisions(ValueList<BundleFile> files)
    {
        var models = files.Where(file => file.Path.EndsWith(".dmn", StringComparison.OrdinalIgnoreCase)).DistinctBy(file => file.Path).ToList();
        var reads = DmnModel.ReadAll([.. models.Select(file => (file.Path, file.Content))]);
        return models.Zip(reads).ToDictionary(pair => pair.First.Path, pair => pair.Second);
    }
}

/// <summary>A finding of one of several bundles.</summary>
/// <param name="Bundle">Whose files it is about.</param>
/// <param name="Finding">What was found.</param>
public sealed record BundleFinding(string Bundle, Finding Finding);
