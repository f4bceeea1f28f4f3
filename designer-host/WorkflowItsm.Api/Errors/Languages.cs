using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace WorkflowItsm.Api.Errors;

/// <summary>Which of the two languages a request wants: Chinese when it ranks above English, else English.</summary>
internal static class Languages
{
    public static string Of(HttpRequest request)
    {
        var header = request.Headers.AcceptLanguage;
        if (header.Count == 0 || !StringWithQualityHeaderValue.TryParseList(header, out var wanted)) return "en";
        var best = wanted
            .Select(one => (Language: one.Value.ToString(), Quality: one.Quality ?? 1))
            .Where(one => one.Quality > 0 && (Is(one.Language, "zh") || Is(one.Language, "en")))
            .OrderByDescending(one => one.Quality)
            .FirstOrDefault();
        return best.Language is { } language && Is(language, "zh") ? "zh" : "en";
    }

    private static bool Is(string tag, string language) =>
        tag.Equals(language, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}
