using System.Collections.Frozen;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Engine.Recording;

/// <summary>
/// How the facts of one core are written: a table of kinds, each with a tag, a name and a version that never
/// change their meaning. A fact that needs another shape gets a new version with a new tag; the old tag keeps
/// its reader for ever. Tags: 1–99 process engine, 100–199 tickets, 200–219 conversations, 220–239 definitions,
/// 240–259 plain processes, 260–269 erasures, 270–279 topics,
/// 280–289 timers that start processes.
/// </summary>
public sealed class FactCodec
{
    private readonly FrozenDictionary<Type, FactKind> _byType;
    private readonly FrozenDictionary<int, FactKind> _byTag;

    /// <summary>Builds the table; two kinds with one tag are the caller's bug.</summary>
    public FactCodec(IEnumerable<FactKind> kinds)
    {
        Kinds = [.. kinds.OrderBy(kind => kind.Tag)];
        _byTag = Kinds.ToFrozenDictionary(kind => kind.Tag);
        _byType = Kinds.Where(kind => kind.IsCurrent).ToFrozenDictionary(kind => kind.Type);
    }

    /// <summary>All kinds, by tag.</summary>
    public IReadOnlyList<FactKind> Kinds { get; }

    /// <summary>Writes a fact: its tag, then what its kind writes.</summary>
    public void Write(FactWriter writer, CaseFact fact)
    {
        var body = fact is IWrapsFact wrap ? wrap.Wrapped : fact;
        var kind = _byType[body.GetType()];
        writer.Int(kind.Tag);
        kind.Write(writer, body);
    }

    /// <summary>Reads one fact.</summary>
    /// <exception cref="InvalidDataException">The tag is unknown: the journal is of a newer release or damaged.</exception>
    public CaseFact Read(FactReader reader)
    {
        var tag = reader.Int();
        return _byTag.TryGetValue(tag, out var kind)
            ? kind.Read(reader)
            : throw new InvalidDataException($"The journal holds a fact with tag {tag}, which this release does not know; it knows {string.Join(", ", Kinds.Select(known => known.Tag))}. Use the release that wrote it, or a newer one.");
    }
}

/// <summary>A fact that carries a fact of another vocabulary, e.g. a ticket's fact that carries one of the process engine.</summary>
public interface IWrapsFact
{
    /// <summary>The fact inside; its type has a kind in the codec.</summary>
    object Wrapped { get; }
}

/// <summary>One kind of fact in the journal.</summary>
/// <param name="Tag">The number on the wire; for ever.</param>
/// <param name="Name">The name people see; for ever.</param>
/// <param name="Version">The shape's version, from 1.</param>
/// <param name="Type">The type in memory.</param>
/// <param name="Write">Writes the fields.</param>
/// <param name="Read">Reads the fields, and makes the newest shape of them.</param>
public sealed record FactKind(int Tag, string Name, int Version, Type Type, Action<FactWriter, object> Write, Func<FactReader, CaseFact> Read)
{
    /// <summary>Whether new facts are written so; false for an old shape that is only read.</summary>
    public bool IsCurrent { get; init; } = true;

    /// <summary>A kind whose type in memory is <typeparamref name="T"/>.</summary>
    public static FactKind Of<T>(int tag, string name, int version, Action<FactWriter, T> write, Func<FactReader, CaseFact> read)
        where T : notnull => new(tag, name, version, typeof(T), (writer, fact) => write(writer, (T)fact), read);
}
