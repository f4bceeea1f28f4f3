using System.Text.Json;

namespace WorkflowItsm.Web.Islands;

/// <summary>What was filled in.</summary>
/// <param name="Data">The values by key; those that were left empty are there as null or "".</param>
/// <param name="Errors">What the form's own rules find wrong, by key, in the language of the screen; empty when it may be sent.</param>
public sealed record FormResult(IReadOnlyDictionary<string, JsonElement> Data, IReadOnlyDictionary<string, IReadOnlyList<string>> Errors)
{
    internal static FormResult Read(string json)
    {
        var root = JsonSerializer.Deserialize<JsonElement>(json);
        return new(
            root.GetProperty("data").Deserialize<Dictionary<string, JsonElement>>() ?? [],
            (root.GetProperty("errors").Deserialize<Dictionary<string, List<string>>>() ?? [])
                .ToDictionary(error => error.Key, IReadOnlyList<string> (error) => error.Value, StringComparer.Ordinal));
    }
}
