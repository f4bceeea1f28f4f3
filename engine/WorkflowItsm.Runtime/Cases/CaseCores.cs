using System.Collections.Frozen;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Runtime.Cases;

/// <summary>The cores by the kind of stream they know.</summary>
internal sealed class CaseCores
{
    private readonly FrozenDictionary<string, ICaseCore> _byKind;

    public CaseCores(IEnumerable<ICaseCore> cores)
    {
        var byKind = new Dictionary<string, ICaseCore>(StringComparer.Ordinal);
        // The last registration of a kind holds, so that a host may replace one.
        foreach (var core in cores) byKind[core.Kind] = core;
        _byKind = byKind.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IEnumerable<ICaseCore> All => _byKind.Values;

    public ICaseCore? Find(string kind) => _byKind.GetValueOrDefault(kind);

    public ICaseCore Of(string kind) => Find(kind) ?? throw new ArgumentException(Unknown(kind), nameof(kind));

    public string Unknown(string kind) =>
        $"No core is registered for streams of kind '{kind}'; registered: "
            + $"{string.Join(", ", _byKind.Keys.Order(StringComparer.Ordinal))}. Register one with AddCore.";
}
