using System.Text.Json;

namespace WorkflowItsm.Conformance.Miwg;

/// <summary>A file that another tool exported.</summary>
/// <param name="Path">Below the suite's folder.</param>
/// <param name="Tool">Who wrote it.</param>
/// <param name="Reference">The id of the reference model, such as <c>B.2.0</c>; empty when not said.</param>
/// <param name="Procedure">How it came about: <c>roundtrip</c>, <c>export</c>, or a combined name.</param>
internal sealed record VendorFile(string Path, string Tool, string Reference, string Procedure)
{
    /// <summary>The entry of the suite's list; null when it names no file.</summary>
    public static VendorFile? Of(JsonElement entry) => (Text(entry, "file") ?? Text(entry, "path")) is { } path
        ? new(path, Text(entry, "tool") ?? "?", Text(entry, "reference") ?? "", Text(entry, "procedure") ?? "?")
        : null;

    private static string? Text(JsonElement entry, string property) =>
        entry.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
