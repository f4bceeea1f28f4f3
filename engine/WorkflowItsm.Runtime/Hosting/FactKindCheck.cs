using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Hosting;

/// <summary>
/// Compares what the tags in the journal mean with what this program takes them to mean, and names the new ones.
/// A tag that changed its meaning would make old cases fold into nonsense, and one that is not known here belongs to a newer
/// release, whose cases this one could not read: both refuse the start.
/// </summary>
internal sealed class FactKindCheck(ICaseStore store, CaseCores cores)
{
    /// <exception cref="InvalidOperationException">A tag means something else in the journal, or nothing here; the message names all such tags.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var here = Rows(cores);
        var stored = (await store.FactKindsAsync(cancellationToken)).ToDictionary(kind => kind.Tag);
        var wrong = Disagreements(stored, here).ToList();
        if (wrong.Count > 0)
            throw new InvalidOperationException(
                $"The journal cannot be read by this program: {string.Join(" ", wrong)} Start the release that wrote it, or a newer one.");
        var unnamed = here.Where(kind => !stored.ContainsKey(kind.Tag)).ToList();
        if (unnamed.Count > 0) await store.CommitAsync(new() { FactKinds = unnamed }, cancellationToken);
    }

    public static IReadOnlyList<FactKindRow> Rows(CaseCores cores) =>
    [
        .. cores.All.SelectMany(core => core.Codec.Kinds)
            .Select(kind => new FactKindRow(kind.Tag, kind.Name, kind.Version)).Distinct().OrderBy(kind => kind.Tag),
    ];

    /// <summary>A sentence for each tag of the journal that means something else here, or nothing.</summary>
    public static IEnumerable<string> Disagreements(Dictionary<long, FactKindRow> stored, IEnumerable<FactKindRow> here)
    {
        var known = here.ToDictionary(kind => kind.Tag);
        return from kind in stored.Values
               orderby kind.Tag
               where known.GetValueOrDefault(kind.Tag) != kind
               select $"Tag {kind.Tag} is '{kind.Name}' version {kind.Version} in the journal, "
                   + (known.GetValueOrDefault(kind.Tag) is { } own ? $"but '{own.Name}' version {own.Version} here." : "but nothing here.");
    }
}
