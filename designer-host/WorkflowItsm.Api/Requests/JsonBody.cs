using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WorkflowItsm.Api.Errors;

namespace WorkflowItsm.Api.Requests;

/// <summary>Reads a JSON object from a body: bounded in size and depth, no name twice, every text well-formed.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 32;

    public static async Task<(JsonElement Root, ApiError? Error)> ReadAsync(HttpRequest request, int limit = BoundedBody.TicketLimit)
    {
        if (BodyKinds.UnlessJson(request) is { } other) return (default, other);
        var (body, error) = await BoundedBody.ReadAsync(request, limit);
        return error is null ? Parse(body) : (default, error);
    }

    /// <summary>The object, or the first thing that is wrong with it.</summary>
    public static (JsonElement Root, ApiError? Error) Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return (default, ApiError.BadRequest("body-empty", "The body is empty; expected a JSON object.", "请求正文为空；应为 JSON 对象。"));
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(body, new() { MaxDepth = MaxDepth });
            root = document.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            var (line, position) = ((wrong.LineNumber ?? 0) + 1, (wrong.BytePositionInLine ?? 0) + 1);
            return (default, ApiError.BadRequest("json-malformed",
                $"The body is not valid JSON at line {line}, position {position}, or nests deeper than {MaxDepth} levels there.",
                $"请求正文在第 {line} 行第 {position} 个字节处不是有效的 JSON，或在该处嵌套超过 {MaxDepth} 层。"));
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            return (default, ApiError.BadRequest("json-not-object",
                $"The body is a JSON {root.ValueKind.ToString().ToLowerInvariant()}; expected an object.", "请求正文不是 JSON 对象。"));
        }

        return Walk(root, "") is { } flaw ? (default, flaw) : (root, null);
    }

    // JsonDocument lets names come twice and half surrogates through; both end badly later, so they end here.
    private static ApiError? Walk(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var property in element.EnumerateObject())
                {
                    if (Text(() => property.Name) is not { } name) return NotText(path.Length == 0 ? "(name)" : path);
                    var place = path.Length == 0 ? name : $"{path}.{name}";
                    if (!names.Add(name))
                        return ApiError.BadRequest("json-name-twice", $"'{place}' is given twice; give it once.",
                            $"“{place}”出现了两次；只能出现一次。");
                    if (Walk(property.Value, place) is { } flaw) return flaw;
                }

                return null;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    if (Walk(item, $"{path}[{index++}]") is { } flaw) return flaw;
                return null;
            case JsonValueKind.String:
                return Text(element.GetString) is null ? NotText(path) : null;
            default:
                return null;
        }
    }

    private static string? Text(Func<string?> read)
    {
        try
        {
            return read() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static ApiError NotText(string place) => ApiError.BadRequest("text-malformed",
        $"'{place}' is not well-formed text: it holds half a surrogate pair or a NUL character.",
        $"“{place}”不是有效的文本：其中有不成对的代理字符或 NUL 字符。");
}
