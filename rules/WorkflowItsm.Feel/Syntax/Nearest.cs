namespace WorkflowItsm.Feel.Syntax;

/// <summary>Which known names look most like a mistyped one.</summary>
internal static class Nearest
{
    private const int LongestCompared = 64;

    public static List<string> To(string name, IEnumerable<string> known, int count) =>
        [.. known.OrderBy(candidate => Distance(name, candidate)).ThenBy(candidate => candidate, StringComparer.Ordinal).Take(count)];

    public static bool IsClose(string name, string candidate) => Distance(name, candidate) is var edits && edits <= Math.Max(1, name.Length / 3) && edits < name.Length;

    /// <summary>Edits between two words (Levenshtein), ignoring case.</summary>
    private static int Distance(string left, string right)
    {
        if (left.Length > LongestCompared || right.Length > LongestCompared) return int.MaxValue;
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var same = char.ToUpperInvariant(left[i - 1]) == char.ToUpperInvariant(right[j - 1]);
                var edits = Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1);
                diagonal = row[j];
                row[j] = edits;
            }
        }

        return row[^1];
    }
}
