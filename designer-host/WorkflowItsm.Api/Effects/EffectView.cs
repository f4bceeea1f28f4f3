using System.Text.Json;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Api.Effects;

/// <summary>An effect as JSON. Moments are UTC.</summary>
internal static class EffectView
{
    public const string Dead = "dead";

    private static readonly Dictionary<string, EffectState> s_states = new(StringComparer.Ordinal)
    {
        [Dead] = EffectState.Dead,
        ["waiting"] = EffectState.Pending,
        ["done"] = EffectState.Done,
        ["skipped"] = EffectState.Skipped,
    };

    /// <summary>"dead, waiting, …": for sentences.</summary>
    public static Sentence States => Sentence.Listed(s_states.Keys);

    /// <summary>The state with a name, or null.</summary>
    public static EffectState? StateOf(string name) => s_states.TryGetValue(name, out var state) ? state : null;

    /// <param name="writer">Where to.</param>
    /// <param name="effect">The effect.</param>
    /// <param name="history">What was decided about it, oldest first; null leaves that out.</param>
    public static void Write(Utf8JsonWriter writer, EffectRecord effect, IReadOnlyList<RecordedFact>? history = null)
    {
        writer.WriteStartObject();
        writer.WriteString("id", effect.Id);
        writer.WriteString("case", effect.CaseId);
        writer.WriteString("kind", effect.Kind);
        writer.WriteString("target", effect.Target);
        writer.WriteString("state", s_states.First(known => known.Value == effect.State).Key);
        writer.WriteNumber("attempts", effect.Attempts);
        writer.WriteString("recorded_at", effect.RecordedAt.UtcDateTime);
        if (effect.State == EffectState.Pending) writer.WriteString("next_at", effect.NextAt.UtcDateTime);
        else writer.WriteNull("next_at");
        writer.WriteString("last_error", effect.LastError);
        writer.WriteString("last_error_zh", effect.LastErrorZh);
        if (history is not null) WriteHistory(writer, history);
        writer.WriteEndObject();
    }

    private static void WriteHistory(Utf8JsonWriter writer, IReadOnlyList<RecordedFact> history)
    {
        writer.WriteStartArray("decisions");
        foreach (var recorded in history)
        {
            var (what, reason) = (EffectFact)recorded.Fact switch
            {
                EffectFact.Retried retried => ("retried", retried.Reason),
                EffectFact.Skipped skipped => ("skipped", skipped.Reason),
            };
            writer.WriteStartObject();
            writer.WriteString("at", recorded.Header.Time.UtcDateTime);
            writer.WriteString("by", recorded.Header.Actor);
            writer.WriteString("decision", what);
            writer.WriteString("reason", reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
