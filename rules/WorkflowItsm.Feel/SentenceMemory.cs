using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkflowItsm.Feel;

/// <summary>
/// Knows English sentences again that were kept as plain texts, by the words of books, and tells them in Simplified Chinese: what
/// stands at the marks is told as well, where it is known. Immutable; safe to share between threads.
/// </summary>
/// <param name="books">Whose words; earlier ones come first.</param>
public sealed partial class SentenceMemory(params IReadOnlyList<SentenceBook> books)
{
    // Deeper than any sentence in a sentence in a sentence.
    private const int Deepest = 4;

    // What holds hardly a word of its own is known inside of another sentence only.
    private const int FewestLetters = 6;

    private readonly Lazy<(Dictionary<string, string> Whole, List<Known> WithMarks)> _known = new(() => Read(books));

    /// <summary>The text in Chinese; null when it is none of the sentences.</summary>
    public string? Chinese(string english)
    {
        ArgumentNullException.ThrowIfNull(english);
        return Tell(english, 0);
    }

    private string? Tell(string text, int depth)
    {
        var (whole, withMarks) = _known.Value;
        if (whole.TryGetValue(text, out var told)) return told;
        if (depth == Deepest || text.Length == 0) return null;
        foreach (var known in withMarks)
        {
            if (depth == 0 && known.Letters < FewestLetters) return null;
            if (known.Words.Match(text) is not { Success: true } match) continue;
            var parts = known.Marks.Select(mark => match.Groups[$"m{mark}"].Value).ToList();
            var inside = parts.Select(part => Tell(part, depth + 1)).ToList();
            if (known.Letters == 0 && inside.TrueForAll(part => part is null)) continue;
            var values = new object[known.Marks.Max() + 1];
            for (var i = 0; i < parts.Count; i++) values[known.Marks[i]] = inside[i] ?? parts[i];
            return string.Format(CultureInfo.InvariantCulture, known.Chinese, values);
        }

        return null;
    }

    private static (Dictionary<string, string> Whole, List<Known> WithMarks) Read(IReadOnlyList<SentenceBook> books)
    {
        var (whole, withMarks) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<Known>());
        foreach (var (english, chinese) in books.SelectMany(book => book.Pairs))
        {
            if (Mark().IsMatch(english)) withMarks.Add(Known.Of(english, chinese));
            else whole.TryAdd(Plain(english), Plain(chinese));
        }

        // The longer the words, the surer.
        return (whole, [.. withMarks.OrderByDescending(known => known.Letters).ThenBy(known => known.Words.ToString(), StringComparer.Ordinal)]);
    }

    private static string Plain(string form) => form.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\{)\{(\d+)\}")]
    private static partial Regex Mark();

    private sealed record Known(Regex Words, IReadOnlyList<int> Marks, int Letters, string Chinese)
    {
        public static Known Of(string english, string chinese)
        {
            var (pattern, marks, at, letters) = ("^", new List<int>(), 0, Mark().Replace(english, "").Count(char.IsLetter));
            foreach (Match mark in Mark().Matches(english))
            {
                var words = english[at..mark.Index];
                // A reason in brackets may follow a value directly.
                var value = words.Length == 0 && marks.Count > 0 ? @"(?: \(.*\))?" : letters == 0 ? ".*" : ".*?";
                pattern += $"{Regex.Escape(Plain(words))}(?<m{mark.Groups[1].Value}>{value})";
                marks.Add(int.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture));
                at = mark.Index + mark.Length;
            }

            // Linear, whatever somebody's message holds.
            return new(new($"{pattern}{Regex.Escape(Plain(english[at..]))}$", RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant), marks, letters, chinese);
        }
    }
}
