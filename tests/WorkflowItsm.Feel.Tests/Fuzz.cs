using System.Globalization;

namespace WorkflowItsm.Feel.Tests;

/// <summary>How many random inputs a fuzzing test takes: few every day, a million when <c>FEEL_FUZZ_INPUTS</c> asks for it.</summary>
internal static class Fuzz
{
    public static int Inputs { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("FEEL_FUZZ_INPUTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var inputs) ? inputs : 5_000;
}
