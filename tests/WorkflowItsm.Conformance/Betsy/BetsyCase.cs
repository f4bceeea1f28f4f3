using System.Text.Json;

namespace WorkflowItsm.Conformance.Betsy;

/// <summary>A case as the suite writes it down; what the runner does not need is left out.</summary>
internal sealed record BetsyCase(
    string Id, string File, string Process, BetsyInputs Inputs, string[] Expected, string[] AddedWhenAsked, string[][] AcceptableBySpec)
{
    /// <summary>The logs that count as right, the suite's own expectation first.</summary>
    public IEnumerable<string[]> Right => AcceptableBySpec.Prepend(Expected);

    public bool Asks(string entry) => AddedWhenAsked.Contains(entry);

    /// <summary>All cases of a folder, in the order of the suite.</summary>
    public static BetsyCase[] Read(string folder) =>
        JsonSerializer.Deserialize<BetsyCase[]>(System.IO.File.ReadAllBytes(Path.Combine(folder, "cases.json")), JsonSerializerOptions.Web) ?? [];
}

/// <summary>What a case begins with.</summary>
/// <param name="Variables">The first variables of the process.</param>
/// <param name="StartFirst">Processes that are started before it, without variables.</param>
/// <param name="WaitMs">How long the result is waited for; 0: until nothing more can happen.</param>
internal sealed record BetsyInputs(Dictionary<string, JsonElement> Variables, string[] StartFirst, int WaitMs);
