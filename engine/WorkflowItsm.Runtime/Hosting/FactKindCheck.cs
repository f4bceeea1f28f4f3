using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Hosting;

/// <summary>
/// Compares what the tags in the journal mean with what this program takes them to mean, and names the new ones.
/// A tag that changed its meaning would make old cases fold into nonsense, so it refuses the start.
/// </summary>
internal sealed class FactKindCheck(ICaseStore store, CaseCores cores)
{
    /// <exception cref="InvalidOperationException">A tag means something else in the journal; the message names all such tags.</exception>
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

    /// <summary>A sentence for each tag that means something else here than in the journal.</summary>
    public static IEnumerable<string> Disagreements(Dictionary<long, FactKindRow> stored, IEnumerable<FactKindRow> here) =>
        from kind in here
        where stored.TryGetValue(kind.Tag, out var old) && old != kind
        let journal = stored[kind.Tag]
        select $"Tag {kind.Tag} is '{journal.Name}' version {journal.Version} in the journal, "
            + $"but '{kind.Name}' version {kind.Version} here.";
}
