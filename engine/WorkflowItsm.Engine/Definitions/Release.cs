using System.Collections.Immutable;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Dmn;
using WorkflowItsm.Engine.Running;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Definitions;

/// <summary>
/// All bundles that held at one time, each in one version. Publishing a bundle makes the next release; a case
/// remembers the number of the release it began under and finishes under it. Immutable; safe to share between threads.
/// </summary>
public sealed class Release
{
    private readonly ImmutableDictionary<string, (ProcessModel Model, Bundle Bundle)> _processes;
    private readonly ImmutableDictionary<string, (Decision Decision, Bundle Bundle)> _decisions;

    /// <summary>Builds the look-ups. Of two definitions with one id the bundle that sorts first holds; <see cref="Bundles"/> checks name such pairs.</summary>
    public Release(int number, IEnumerable<Bundle> bundles)
    {
        Number = number;
        Bundles = bundles.OrderBy(bundle => bundle.Name, StringComparer.Ordinal).ToValueList();
        var processes = ImmutableDictionary.CreateBuilder<string, (ProcessModel, Bundle)>(StringComparer.Ordinal);
        var decisions = ImmutableDictionary.CreateBuilder<string, (Decision, Bundle)>(StringComparer.Ordinal);
        foreach (var bundle in Bundles)
        {
            foreach (var part in bundle.Parts)
            {
                if (part is ProcessPart file)
                    foreach (var process in file.Content.Processes) processes.TryAdd(process.Id, (process, bundle));
                if (part is DecisionPart model)
                {
                    foreach (var decision in model.Content.Decisions) decisions.TryAdd(decision.Id, (decision, bundle));
                    foreach (var decision in model.Content.Decisions) decisions.TryAdd(decision.Name, (decision, bundle));
                }
            }
        }

        (_processes, _decisions) = (processes.ToImmutable(), decisions.ToImmutable());
    }

    /// <summary>The release before anything was published.</summary>
    public static Release Empty { get; } = new(0, []);

    /// <summary>Counts up from 1.</summary>
    public int Number { get; }

    /// <summary>The bundles, by name.</summary>
    public ValueList<Bundle> Bundles { get; }

    /// <summary>All processes; the global tasks, which only call activities run, are not among them.</summary>
    public IEnumerable<ProcessModel> Processes => _processes.Values.Select(process => process.Model).Where(process => !process.IsGlobalTask);

    /// <summary>The releases before and after this one; null when there are none to be found, as in a scenario.</summary>
    public IReleaseHistory? History { get; init; }

    /// <summary>What call activities of cases that run under this release can call.</summary>
    public ICallable Callable => field ??= new ReleaseCallable(this);

    /// <summary>A bundle by name, or null.</summary>
    public Bundle? FindBundle(string name) => Bundles.Items.FirstOrDefault(bundle => bundle.Name == name);

    /// <summary>A process or global task by id, or null.</summary>
    public ProcessModel? FindProcess(string id) => _processes.TryGetValue(id, out var found) ? found.Model : null;

    /// <summary>The bundle that holds a process; the caller's bug when there is no such process.</summary>
    public Bundle BundleOf(ProcessModel process) => _processes[process.Id].Bundle;

    /// <summary>A decision by id or name, or null.</summary>
    public Decision? FindDecision(string idOrName) => _decisions.TryGetValue(idOrName, out var found) ? found.Decision : null;

    /// <summary>All parts of one kind, bundle by bundle.</summary>
    public IEnumerable<T> Parts<T>()
        where T : DefinitionPart => Bundles.Items.SelectMany(bundle => bundle.Parts).OfType<T>();

    /// <summary>The next release: this one with a bundle put in or replaced.</summary>
    public Release With(Bundle bundle) => new(Number + 1, Bundles.RemoveAll(old => old.Name == bundle.Name).Add(bundle)) { History = History };

    /// <summary>
    /// An element of a case by the id that its events name it by, with the process and the bundle it is drawn in: of the case's own process,
    /// or of one that it calls, then with the way to it before the id. Null when there is none.
    /// </summary>
    /// <param name="processId">The process of the case.</param>
    /// <param name="elementId">The element.</param>
    public LocatedElement? Locate(string processId, string elementId)
    {
        if (FindProcess(processId) is not { } root) return null;
        if (ElementMap.HolderOf(elementId) is not var (called, number)) return root.Find(elementId) is { } own ? new(root, own, BundleOf(root)) : null;
        if (Callable.Find(called, number) is not { } model) return null;
        var release = number is { } other && other != Number ? History?.At(other) : this;
        return release is not null && model.Find(elementId[(elementId.LastIndexOf('/') + 1)..]) is { } node ? new(model, node, release.BundleOf(model)) : null;
    }
}

/// <summary>An element of a case, and where it is drawn.</summary>
/// <param name="Process">The process it is drawn in, with the ids of its file.</param>
/// <param name="Node">The element.</param>
/// <param name="Bundle">The bundle that holds the process.</param>
public sealed record LocatedElement(ProcessModel Process, FlowNode Node, Bundle Bundle);

/// <summary>The releases of a store. Safe to call from any thread.</summary>
public interface IReleaseHistory
{
    /// <summary>What holds now.</summary>
    Release Current { get; }

    /// <summary>A release by number; the caller's bug when there is none.</summary>
    Release At(int number);
}

/// <summary>The folder of definitions that make one practice, in one version.</summary>
/// <param name="Name">The folder's name, e.g. <c>incident</c>.</param>
/// <param name="Version">Counts up from 1 for each bundle.</param>
/// <param name="Files">All its files, by path.</param>
/// <param name="Parts">The definitions read from them.</param>
public sealed record Bundle(string Name, int Version, ValueList<BundleFile> Files, ValueList<DefinitionPart> Parts);

/// <summary>A file of a bundle.</summary>
/// <param name="Path">Relative, with forward slashes.</param>
/// <param name="Content">The bytes.</param>
public sealed record BundleFile(string Path, ReadOnlyMemory<byte> Content);

/// <summary>A definition read from a file of a bundle. Open: a core adds its own kinds with an <see cref="IDefinitionReader"/>.</summary>
/// <param name="Path">The file it was read from.</param>
public abstract record DefinitionPart(string Path);

/// <summary>A BPMN file.</summary>
public sealed record ProcessPart(string Path, BpmnFile Content) : DefinitionPart(Path);

/// <summary>A DMN file.</summary>
public sealed record DecisionPart(string Path, DmnModel Content) : DefinitionPart(Path);

/// <summary>Reads one kind of file in bundles, and checks it against the rest of a release. Pure.</summary>
public interface IDefinitionReader
{
    /// <summary>Whether this reader reads a file.</summary>
    bool Reads(string path);

    /// <summary>Reads a file; the part is null exactly when a finding is an error.</summary>
    (DefinitionPart? Part, ValueList<Finding> Findings) Read(string path, ReadOnlyMemory<byte> content);

    /// <summary>Checks the parts of a bundle against everything else in the release that would hold after publishing it.</summary>
    ValueList<Finding> Check(Bundle bundle, Release release);
}
