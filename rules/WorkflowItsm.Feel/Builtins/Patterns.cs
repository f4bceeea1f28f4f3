using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using WorkflowItsm.Feel.Compilation;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>
/// Functions with regular expressions. They run without backtracking, in time linear in the input; a pattern that needs backtracking
/// is refused, because its time could not be counted beforehand.
/// </summary>
internal static class Patterns
{
    private const int MostKept = 256;
    private const int LongestPattern = 1_000;

    /// <summary>Patterns come from definitions, so they repeat; what came first is kept. A cache never changes an answer.</summary>
    private static readonly ConcurrentDictionary<(string Pattern, string Flags), Compiled> s_kept = new();

    private sealed record Compiled(Regex? Regex, string? Error);

    public static FeelValue Matches(in Arguments call)
    {
        if (!call.String(0, out var input) || Regex(call, 1, 2, input) is not { } regex) return FeelValue.Null;
        return regex.IsMatch(input);
    }

    public static FeelValue Replace(in Arguments call)
    {
        if (!call.String(0, out var input) || !call.String(2, out var replacement)) return FeelValue.Null;
        if (Regex(call, 1, 3, input) is not { } regex) return FeelValue.Null;
        var literal = Flags(call, 3).Contains('q');
        if (XPathPattern.Replacement(replacement, literal) is not { } translated)
            return call.Fail("In a replacement `$` needs a digit behind it and `\\` a `$` or a `\\`.");
        // The longest possible result, before it is made: each reference repeats the input once at most.
        var references = 1L + replacement.AsSpan().Count('$');
        var longest = references * input.Length + (long)regex.Count(input) * replacement.Length;
        if (!call.Session.Charge(2 * longest + 24)) return FeelValue.Null;
        return regex.Replace(input, translated);
    }

    public static FeelValue Split(in Arguments call)
    {
        if (!call.String(0, out var input) || Regex(call, 1, 2, input) is not { } regex) return FeelValue.Null;
        var parts = new List<FeelValue>();
        var from = 0;
        foreach (var match in regex.EnumerateMatches(input))
        {
            // An empty match between two characters splits nothing off.
            if (match.Length == 0) continue;
            parts.Add(input[from..match.Index]);
            from = match.Index + match.Length;
        }

        parts.Add(input[from..]);
        return call.Session.Charge(2L * input.Length) ? Make.List([.. parts], call.Session) : FeelValue.Null;
    }

    private static string Flags(in Arguments call, int index) => call.One(index).StringOrNull ?? "";

    private static Regex? Regex(in Arguments call, int pattern, int flags, string input)
    {
        if (!call.String(pattern, out var text)) return null;
        if (call.Count > flags && !call[flags].IsNull && !call.String(flags, out _)) return null;
        if (!call.Session.Spend(1 + input.Length / 16 + text.Length / 16)) return null;
        if (text.Length > LongestPattern)
        {
            call.Fail($"The pattern has {text.Length} characters; at most {LongestPattern} are allowed.");
            return null;
        }

        var key = (text, Flags(call, flags));
        if (!s_kept.TryGetValue(key, out var compiled))
        {
            compiled = Compile(key.text, key.Item2);
            if (s_kept.Count < MostKept) s_kept.TryAdd(key, compiled);
        }

        if (compiled.Error is { } error) call.Fail(error);
        return compiled.Regex;
    }

    private static Compiled Compile(string pattern, string flags)
    {
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        foreach (var flag in flags)
        {
            switch (flag)
            {
                case 'i': options |= RegexOptions.IgnoreCase; break;
                case 's': options |= RegexOptions.Singleline; break;
                case 'm': options |= RegexOptions.Multiline; break;
                case 'x' or 'q': break;
                default: return new(null, $"`{flag}` is no flag of a pattern; the flags are s, m, i, x and q.");
            }
        }

        if (XPathPattern.Translate(pattern, flags) is not { } translated) return new(null, $"`{pattern}` is not a regular expression.");
        try
        {
            return new(new Regex(translated, options), null);
        }
        catch (ArgumentException)
        {
            return new(null, $"`{pattern}` is not a regular expression.");
        }
        catch (NotSupportedException)
        {
            return new(null, $"`{pattern}` needs backtracking, which is not done here; write it without back references.");
        }
    }
}
