using System.Globalization;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime.Effects;

/// <summary>The streams of what people decided about effects: one for each effect that was ever touched.</summary>
public static class EffectStreams
{
    /// <summary>The kind of these streams.</summary>
    public const string Kind = "effect";

    private const string Prefix = Kind + ":";

    /// <summary>The id of the stream of an effect.</summary>
    /// <param name="effectId">The effect's stable id.</param>
    public static string CaseIdOf(string effectId) => Prefix + effectId;

    /// <summary>The effect that a stream is about.</summary>
    internal static string EffectIdOf(string caseId) => caseId.StartsWith(Prefix, StringComparison.Ordinal)
        ? caseId[Prefix.Length..]
        : throw new ArgumentException($"'{caseId}' is about no effect; its id has to begin with '{Prefix}'.", nameof(caseId));

    /// <summary>The case that recorded an effect and where it did, as the id says; null when the text is no id of an effect.</summary>
    /// <param name="effectId">The effect's stable id.</param>
    public static (string CaseId, EffectPlace Place)? Read(string effectId)
    {
        // Ids of cases may hold points themselves.
        var index = effectId.LastIndexOf('.');
        var position = index < 1 ? -1 : effectId.LastIndexOf('.', index - 1);
        return position > 0
            && long.TryParse(effectId.AsSpan()[(position + 1)..index], NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            && int.TryParse(effectId.AsSpan()[(index + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                ? (effectId[..position], new(row, place))
                : null;
    }
}
