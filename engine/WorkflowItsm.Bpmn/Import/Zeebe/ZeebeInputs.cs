using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Import.Zeebe;

/// <summary>What a task of Camunda 8 hands to its connector, in FEEL, by the names that it has there; points in a name go into a context.</summary>
internal sealed class ZeebeInputs
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Reads them; what cannot be read is told.</summary>
    public ZeebeInputs(XElement task, ImportPlan plan)
    {
        foreach (var input in task.ZeebePart("ioMapping")?.Inner("input") ?? [])
        {
            if (input.Text("target") is not { } target) continue;
            var source = input.Attribute("source")?.Value ?? "";
            if ((source.TrimStart().StartsWith('=') ? plan.Feel(input, source.Trim()) : FeelText.Quoted(source)) is { } feel) _values[target] = feel;
        }
    }

    /// <summary>Takes a value out; null when there is none, or an empty one.</summary>
    public string? Take(string name) => _values.Remove(name, out var feel) && feel is not ("\"\"" or "") ? feel : null;

    /// <summary>Takes a context out, whether it is one value or has its entries one by one.</summary>
    public string? TakeContext(string name)
    {
        var whole = Take(name);
        var parts = _values.Keys.Where(key => key.StartsWith($"{name}.", StringComparison.Ordinal) && !key[(name.Length + 1)..].Contains('.', StringComparison.Ordinal)).ToList();
        if (parts.Count == 0) return whole;
        var entries = FeelPieces.Context(parts.Select(part => (part[(name.Length + 1)..], Take(part) ?? "null")));
        return whole is null ? entries : $"context merge([{whole}, {entries}])";
    }

    /// <summary>Takes out what is set aside under a name: in one context, or one by one.</summary>
    public IReadOnlyDictionary<string, string> TakeEntries(string name)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (_values.TryGetValue(name, out var whole) && FeelPieces.Entries(whole) is { } entries)
        {
            _values.Remove(name);
            foreach (var (key, feel) in entries) found[key] = feel;
        }
        foreach (var part in _values.Keys.Where(key => key.StartsWith($"{name}.", StringComparison.Ordinal)).ToList())
            if (Take(part) is { } feel) found[part[(name.Length + 1)..]] = feel;
        return found;
    }

    /// <summary>The names of what nobody took.</summary>
    public IEnumerable<string> Left => _values.Keys;
}
