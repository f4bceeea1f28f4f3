using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel;

/// <summary>
/// Named types that texts may use behind <c>instance of</c> and at parameters, besides FEEL's own: the item definitions of a model.
/// Immutable and safe to share between threads; make it once for all scopes of a model.
/// </summary>
public sealed class FeelTypes
{
    private readonly Dictionary<string, FeelType?> _types = new(StringComparer.Ordinal);

    /// <summary>Reads the types. A type that cannot be read holds any value.</summary>
    /// <param name="types">
    /// Each name and what it means, as FEEL writes types: <c>list&lt;number&gt;</c>, <c>context&lt;"name": string&gt;</c>,
    /// <c>function&lt;number&gt;-&gt;string</c>. A text may use the other names, and its own inside.
    /// </param>
    /// <param name="members">
    /// Names of entries that contexts may have. Only names with signs or words of the language in them need to be known, because
    /// <c>loan.base-rate</c> means another thing otherwise. Null: none but those of the types.
    /// </param>
    public FeelTypes(IEnumerable<(string Name, string Type)> types, IEnumerable<string>? members = null)
    {
        foreach (var member in members ?? []) Members.Add(member);
        var all = types.ToList();
        foreach (var (name, _) in all)
        {
            _types[name] = null;
            Names.Add(name);
        }

        foreach (var (name, text) in all)
        {
            var type = Parser.Type(text, this);
            _types[name] = type;
            AddMembers(type);
        }
    }

    /// <summary>No names at all.</summary>
    public static FeelTypes None { get; } = new([]);

    internal NameTrie Names { get; } = new();

    /// <summary>Names of entries, to be known behind a point and inside a filter.</summary>
    internal NameTrie Members { get; } = new();

    /// <summary>What a name means; anything for a name that leads only to itself.</summary>
    internal FeelType Find(string name)
    {
        var type = _types.GetValueOrDefault(name);
        for (var hops = 0; type is FeelType.Named named; hops++)
        {
            if (hops > _types.Count) return new FeelType.Any();
            type = _types.GetValueOrDefault(named.Name);
        }

        return type ?? new FeelType.Any();
    }

    private void AddMembers(FeelType type)
    {
        switch (type)
        {
            case FeelType.ListOf list: AddMembers(list.Item); break;
            case FeelType.ContextOf context:
                foreach (var member in context.Members)
                {
                    Members.Add(member.Name);
                    if (member.Type is { } inside) AddMembers(inside);
                }

                break;
            default: break;
        }
    }
}
