using System.Buffers.Binary;
using System.Text;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Recording;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Runtime.Storage;

/// <summary>
/// Makes a journal row of facts, and facts of a journal row. The record is a format byte and the facts; the
/// personal data is the length of the actor's name in four bytes, the name, and the personal values.
/// Not safe to share between threads: it reuses its buffers.
/// </summary>
internal sealed class RowCodec
{
    private const byte Format = 1;
    private readonly FactWriter _writer = new();

    /// <summary>The row that follows <paramref name="head"/>.</summary>
    public JournalRow Write(JournalHead head, ICaseCore core, RowOrigin origin, ValueList<CaseFact> facts)
    {
        _writer.Clear();
        foreach (var fact in facts) core.Codec.Write(_writer, fact);
        byte[] record = [Format, .. _writer.Record];
        var actor = origin.Header.Actor;
        // The engine's own name is nobody's personal data: such a row needs no personal part.
        var impersonal = actor == Actor.System && _writer.Personal.IsEmpty;
        var personal = impersonal ? null : JournalSeal.Personal(PersonalData(actor.Name, _writer.Personal));
        byte[] digest = personal is null ? [] : JournalSeal.DigestOf(personal);
        var row = new JournalRow(
            head.Position + 1,
            origin.CaseId,
            core.Kind,
            origin.Version + 1,
            facts.Count,
            origin.Header.Time.UtcTicks,
            origin.Release,
            record,
            digest,
            ReadOnlyMemory<byte>.Empty,
            0)
        { Personal = personal };
        return JournalSeal.Seal(row, head.Hash);
    }

    /// <summary>The facts of a row.</summary>
    /// <exception cref="InvalidDataException">The row is damaged, or of a newer release; the message names its position.</exception>
    public static IEnumerable<RecordedFact> Read(ICaseCore core, JournalRow row)
    {
        if (row.Checksum != JournalSeal.ChecksumOf(row))
            throw new InvalidDataException(
                $"Row {row.Position} of the journal does not match its checksum; it is damaged. Restore the journal from a backup.");
        if (row.Personal is { Data.IsEmpty: false } personal && !row.PersonalDigest.Span.SequenceEqual(JournalSeal.DigestOf(personal)))
            throw new InvalidDataException(
                $"The personal part of row {row.Position} of the journal does not match its digest; it is damaged. "
                    + "Restore the journal from a backup.");
        if (row.Record.IsEmpty || row.Record.Span[0] != Format)
            throw new InvalidDataException(
                $"Row {row.Position} of the journal has a format this release does not know; it knows format {Format}. "
                    + "Use the release that wrote it, or a newer one.");
        return Facts(core, row);
    }

    /// <summary>Who asked, and the personal values, of a personal part that is there.</summary>
    public static (string Actor, IReadOnlyList<FeelValue> Values) ReadPersonal(PersonalPart personal)
    {
        var (actor, rest) = Split(personal.Data);
        List<FeelValue> values = [];
        for (var span = rest.Span; !span.IsEmpty;) values.Add(FeelBinary.Read(ref span));
        return (actor, values);
    }

    private static IEnumerable<RecordedFact> Facts(ICaseCore core, JournalRow row)
    {
        var (actor, values) = Personal(row);
        var header = new FactHeader(new DateTimeOffset(row.Time, TimeSpan.Zero), actor);
        var reader = new FactReader(row.Record[1..], values);
        for (var i = 0; i < row.Count; i++) yield return new RecordedFact(row.FirstSequence + i, header, core.Codec.Read(reader));
        if (!reader.AtEnd)
            throw new InvalidDataException($"Row {row.Position} of the journal holds more than its {row.Count} facts; it is damaged.");
    }

    private static (string Actor, ReadOnlyMemory<byte>? Values) Personal(JournalRow row)
    {
        if (row.PersonalDigest.IsEmpty) return (Actor.System.Name, ReadOnlyMemory<byte>.Empty);
        if (row.Personal is not { } personal || personal.Data.IsEmpty) return ("", null);
        return Split(personal.Data);
    }

    private static (string Actor, ReadOnlyMemory<byte> Values) Split(ReadOnlyMemory<byte> data)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(data.Span);
        return (Encoding.UTF8.GetString(data.Span.Slice(4, length)), data[(4 + length)..]);
    }

    private static byte[] PersonalData(string actor, ReadOnlySpan<byte> values)
    {
        var name = Encoding.UTF8.GetBytes(actor);
        var data = new byte[4 + name.Length + values.Length];
        BinaryPrimitives.WriteInt32LittleEndian(data, name.Length);
        name.CopyTo(data, 4);
        values.CopyTo(data.AsSpan(4 + name.Length));
        return data;
    }
}

/// <summary>Where a row comes from.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Version">The number of its facts before the row.</param>
/// <param name="Release">The release the command was decided under.</param>
/// <param name="Header">When and by whom.</param>
internal sealed record RowOrigin(string CaseId, long Version, int Release, CommandHeader Header);
