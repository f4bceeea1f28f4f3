using System.Globalization;

namespace WorkflowItsm.Faults.Tests;

/// <summary>The numbers that the environment may set: small ones by default, large ones by night.</summary>
internal static class Switches
{
    /// <summary>What chance is drawn from: WORKFLOWITSM_SEED, or a new seed; every test prints it.</summary>
    public static int Seed { get; } = Number("WORKFLOWITSM_SEED", Random.Shared.Next());

    public static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
