using System.Text.Json;

namespace WorkflowItsm.Conformance.Miwg;

/// <summary>What a check of a file gave.</summary>
/// <param name="Title">File and check.</param>
/// <param name="Problems">Why it failed; empty when it passed.</param>
internal sealed record MiwgCase(string Title, IReadOnlyList<string> Problems)
{
    public bool Passed => Problems.Count == 0;
}

/// <summary>Runs the checks that the suite's README describes on every file that is there.</summary>
internal static class Suite
{
    /// <summary>All cases in the order of the suite; lines about files that are named and not there go to <paramref name="absent"/>.</summary>
    public static IReadOnlyList<MiwgCase> Run(string folder, ICollection<string> absent)
    {
        var schema = new Schema(Path.Combine(folder, "xsd"));
        var cases = new List<MiwgCase>();
        foreach (var model in Items(Path.Combine(folder, "models.json")))
        {
            var path = Path.Combine(folder, model.GetProperty("file").GetString()!);
            if (File.Exists(path)) cases.AddRange(Reference(model, path, schema));
            else absent.Add($"absent {model.GetProperty("file").GetString()}");
        }

        foreach (var export in Items(Path.Combine(folder, "vendor-exports.json")))
        {
            if (VendorFile.Of(export) is not { } file) absent.Add($"not understood: {export.GetRawText()}");
            else if (!File.Exists(Path.Combine(folder, file.Path))) absent.Add($"absent {file.Path}");
            else cases.Add(VendorChecks.Of(file, folder, schema));
        }

        return cases;
    }

    /// <summary>A model at which something breaks fails its three checks and hides no other.</summary>
    private static IReadOnlyList<MiwgCase> Reference(JsonElement model, string path, Schema schema)
    {
        try
        {
            return [.. ReferenceChecks.Of(model, path, schema)];
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            string[] why = [$"{broken.GetType().Name}: {broken.Message}"];
            var id = model.GetProperty("id").GetString();
            return [new($"{id} import", why), new($"{id} export", why), new($"{id} roundtrip", why)];
        }
    }

    private static IEnumerable<JsonElement> Items(string path)
    {
        if (!File.Exists(path)) return [];
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. Flat(json.RootElement.Clone())];
    }

    // A list of entries, or one list for each tool.
    private static IEnumerable<JsonElement> Flat(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Flat),
        JsonValueKind.Object when json.TryGetProperty("file", out _) || json.TryGetProperty("path", out _) => [json],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Flat(property.Value)),
        _ => [],
    };
}
