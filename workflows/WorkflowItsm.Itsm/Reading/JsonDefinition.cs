using System.Text.Json;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Reading;

/// <summary>
/// A definition in JSON, read with all its mistakes collected: each accessor returns something usable and
/// notes what was wrong, so that a reader of the findings sees every mistake at once.
/// </summary>
internal sealed class JsonDefinition
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow };
    private readonly List<Finding> _findings = [];

    private JsonDefinition()
    {
    }

    public JsonElement? Root { get; private init; }

    public bool Ok => _findings.TrueForAll(finding => finding.Severity != Severity.Error);

    public ValueList<Finding> Findings => _findings.ToValueList();

    public static JsonDefinition Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, Strict);
            var root = document.RootElement.Clone();
            var json = new JsonDefinition { Root = root.ValueKind == JsonValueKind.Object ? root : null };
            if (json.Root is null) json.Error("json-object", null, $"The file holds {Kind(root)}; expected an object.", "Wrap the content in { }.");
            return json;
        }
        catch (JsonException wrong)
        {
            var json = new JsonDefinition();
            var place = new TextPosition((int)(wrong.LineNumber ?? 0) + 1, (int)(wrong.BytePositionInLine ?? 0) + 1);
            json._findings.Add(new("json-syntax", Severity.Error, null, place, $"The file is not JSON from line {place.Line}, column {place.Column} on.", "Mend the syntax there; names and texts stand in double quotes, no comma follows the last item.", ChineseFindings.Book));
            return json;
        }
    }

    public (DefinitionPart? Part, ValueList<Finding> Findings) Finish(DefinitionPart part) => (Ok ? part : null, Findings);

    public void Error(string code, string? id, Sentence message, Sentence cure) =>
        _findings.Add(new(code, Severity.Error, id, null, message, cure, ChineseFindings.Book));

    public ValueList<T> Each<T>(JsonElement owner, string name, string what, Func<JsonElement, T?> read)
        where T : class
    {
        if (!owner.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            Error("json-missing", null, $"The file has no list '{name}'; expected one with an object for each {Sentence.Term(what)}.", $"Add \"{name}\": [ … ].");
            return [];
        }

        var items = new List<T>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object) Error("json-object", null, $"The list '{name}' holds {Kind(item)}; expected an object for each {Sentence.Term(what)}.", "Wrap it in { }.");
            else if (read(item) is { } made) items.Add(made);
        }

        return items.ToValueList();
    }

    public void Unique(IEnumerable<string> ids, string what)
    {
        foreach (var twice in ids.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1))
            Error($"{what}-id-twice", twice.Key, $"The {Sentence.Term(what)} id '{twice.Key}' is declared {twice.Count()} times.", $"Give each {Sentence.Term(what)} an id of its own.");
    }

    public string Text(JsonElement owner, string name, Sentence place)
    {
        if (TextOrNull(owner, name) is { Length: > 0 } text) return text;
        Error("json-missing", null, $"{place}: '{name}' is missing; expected a text.", $"Add \"{name}\".");
        return "";
    }

    public static string? TextOrNull(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    public ValueList<string> Texts(JsonElement owner, string name, Sentence place)
    {
        if (!owner.TryGetProperty(name, out var list)) return [];
        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return list.EnumerateArray().Select(item => item.GetString()!).ToValueList();
        Error("json-texts", null, $"{place}: '{name}' is {Kind(list)}; expected a list of texts.", "Write [\"…\", \"…\"].");
        return [];
    }

    public ValueList<int> Numbers(JsonElement owner, string name, Sentence place)
    {
        if (!owner.TryGetProperty(name, out var list)) return [];
        if (list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _)))
            return list.EnumerateArray().Select(item => item.GetInt32()).ToValueList();
        Error("json-numbers", null, $"{place}: '{name}' is {Kind(list)}; expected a list of whole numbers.", "Write [50, 75, 100].");
        return [];
    }

    public Words Words(JsonElement owner, string name, Sentence place)
    {
        if (owner.TryGetProperty(name, out var words) && words.ValueKind == JsonValueKind.Object
            && TextOrNull(words, "en") is { Length: > 0 } en && TextOrNull(words, "zh") is { Length: > 0 } zh) return new(en, zh);
        Error("json-words", null, $"{place}: '{name}' lacks words in English or Chinese.", $"Write \"{name}\": {{ \"en\": \"…\", \"zh\": \"…\" }}.");
        return new("", "");
    }

    public T Choice<T>(JsonElement owner, string name, Sentence place, params ReadOnlySpan<(string Text, T Value)> choices)
    {
        var text = TextOrNull(owner, name);
        if (text is null) return choices[0].Value;
        foreach (var (known, value) in choices)
            if (known == text) return value;
        var all = string.Join(", ", choices.ToArray().Select(choice => $"'{choice.Text}'"));
        Error("json-choice", null, $"{place}: '{name}' is '{text}'; expected one of {all}.", "Use one of them, or leave it out for the first.");
        return choices[0].Value;
    }

    /// <summary>A FEEL expression; without a scope every name is allowed.</summary>
    public FeelExpression? Feel(JsonElement owner, string name, Sentence place, string missing, FeelScope? scope = null)
    {
        var compiled = FeelExpression.Compile(TextOrNull(owner, name) ?? missing, scope ?? new FeelScope([], open: true));
        _findings.AddRange(compiled.Findings.Items.Select(finding =>
            new Finding(finding.Code, finding.Severity, finding.ElementId, finding.Position, $"{place}, '{name}': {finding.Says}", finding.Advises, ChineseFindings.Book)));
        return compiled.Value;
    }

    private static Sentence Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
