namespace WorkflowItsm.Runtime.Connectors;

/// <summary>The handlers of service tasks that this host has, and what is known of them. Immutable; safe to share between threads.</summary>
public sealed class HandlerCatalogue
{
    private readonly Dictionary<string, IConnector> _connectors = new(StringComparer.Ordinal);

    internal HandlerCatalogue(IEnumerable<HandlerName> names, IEnumerable<IConnector> connectors)
    {
        // The last registration of a name holds, so that a host may replace one.
        foreach (var connector in connectors) _connectors[connector.Name] = connector;
        Names = [.. names.Select(name => name.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>The names under which <c>AddServiceTaskHandler</c> registered handlers, in order; the connectors among them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The connectors whose handler is there, in the order of their names.</summary>
    public IEnumerable<IConnector> Connectors => Names.Select(Find).OfType<IConnector>();

    /// <summary>Whether there is a handler of that name.</summary>
    public bool Has(string name) => Names.Contains(name);

    /// <summary>What is known of a handler; null of one that is none here, and of one that said nothing of itself.</summary>
    public IConnector? Find(string name) => Has(name) ? _connectors.GetValueOrDefault(name) : null;
}

/// <summary>That a handler is registered under a name: a container cannot be asked for its keys.</summary>
internal sealed record HandlerName(string Text);
