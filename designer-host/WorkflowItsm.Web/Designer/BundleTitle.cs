using System.Text.Json;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Web.Designer;

/// <summary>What a bundle says of itself in its <c>bundle.json</c>.</summary>
/// <param name="Title">Its title; its name where it says none.</param>
/// <param name="Description">What it is for; empty where it does not say.</param>
public sealed record BundleTitle(Itsm.Fields.Words Title, Itsm.Fields.Words Description)
{
    public static BundleTitle Of(string name, ValueList<BundleFile> files)
    {
        var (title, description) = (new Itsm.Fields.Words(name, name), new Itsm.Fields.Words("", ""));
        if (files.Items.FirstOrDefault(file => file.Path == "bundle.json") is not { } about) return new(title, description);
        try
        {
            using var document = JsonDocument.Parse(about.Content);
            return new(Read(document.RootElement, "title") ?? title, Read(document.RootElement, "description") ?? description);
        }
        catch (JsonException)
        {
            return new(title, description);
        }
    }

    private static Itsm.Fields.Words? Read(JsonElement root, string member) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(member, out var words) && words.ValueKind == JsonValueKind.Object
            && Text(words, "en") is { Length: > 0 } en
                ? new(en, Text(words, "zh") is { Length: > 0 } zh ? zh : en)
                : null;

    private static string? Text(JsonElement words, string language) =>
        words.TryGetProperty(language, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
