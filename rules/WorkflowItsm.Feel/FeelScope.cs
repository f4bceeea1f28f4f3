using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel;

/// <summary>
/// The names that an expression may use besides the built-ins; they may hold spaces and the signs <c>. / - ' + *</c>, and the longest
/// known name wins (DMN 1.5, clause 10.3.1.2). Immutable and safe to share between threads.
/// </summary>
public sealed class FeelScope
{
    /// <summary>A scope of the given names.</summary>
    /// <param name="names">The known names.</param>
    /// <param name="open">True: a name that is not known becomes a free name too, instead of a finding.</param>
    /// <param name="types">The named types; null: none besides FEEL's own.</param>
    public FeelScope(IEnumerable<string> names, bool open = false, FeelTypes? types = null)
    {
        Types = types ?? FeelTypes.None;
        Names = [.. names.Distinct(StringComparer.Ordinal)];
        IsOpen = open;
        foreach (var name in Names) Trie.Add(name);
    }

    /// <summary>No names at all.</summary>
    public static FeelScope Empty { get; } = new([]);

    /// <summary>The known names in the order in which they were given.</summary>
    public ValueList<string> Names { get; }

    /// <summary>Whether unknown names become free names.</summary>
    public bool IsOpen { get; }

    /// <summary>The named types besides FEEL's own.</summary>
    public FeelTypes Types { get; }

    internal NameTrie Trie { get; } = new();
}
