using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Outbound.Connector;

/// <summary>The query of a URL from the input <c>query</c>: names and values, encoded as RFC 3986 (2.1) asks.</summary>
internal static class QueryText
{
    /// <summary>The URL with the parameters behind its own; a list gives its parameter once for each item, null gives none.</summary>
    /// <exception cref="EffectFailedForGoodException">It is no such context; the sentence says so.</exception>
    public static Uri AddTo(Uri url, FeelValue query)
    {
        if (!query.TryGetContext(out var entries)) throw new EffectFailedForGoodException("The input 'query' is no context of names and values.", "输入“query”不是由名称和值组成的上下文。");
        var pairs = from entry in entries
                    from value in entry.Value.TryGetList(out var list) ? list.Items : [entry.Value]
                    where !value.IsNull
                    select $"{Uri.EscapeDataString(entry.Key)}={Uri.EscapeDataString(Text(entry.Key, value))}";
        var added = string.Join('&', pairs);
        if (added.Length == 0) return url;
        var whole = new UriBuilder(url);
        whole.Query = whole.Query.Length > 1 ? $"{whole.Query}&{added}" : added;
        return whole.Uri;
    }

    private static string Text(string name, FeelValue value) => value.TryGetContext(out _) || value.TryGetList(out _)
        ? throw new EffectFailedForGoodException($"The input 'query' gives '{name}' {value}, expected a text, a number or a list of such.", $"输入“query”中“{name}”的值为 {value}；应为文本、数字或其列表。")
        : value.ToText();
}
