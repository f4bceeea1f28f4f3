using System.Globalization;

namespace WorkflowItsm.Benchmarks.Quick;

/// <summary>One measured figure. A figure with a baseline was measured beside it, in the same run.</summary>
/// <param name="Name">Its name, e.g. <c>durable-start-64</c>; never changes.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Unit">Its unit, e.g. <c>starts/s</c>.</param>
/// <param name="Baseline">The same of the baseline; null where there is none.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Baseline = null)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"bench {Name} value={Text(Value)} unit={Unit} baseline={Text(Baseline)} ratio={Text(Value / Baseline)}");

    /// <summary>A value as it is printed; <c>-</c> for none.</summary>
    public static string Text(double? value) => value switch
    {
        null => "-",
        >= 1_000 => value.Value.ToString("F0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("G4", CultureInfo.InvariantCulture),
    };
}
