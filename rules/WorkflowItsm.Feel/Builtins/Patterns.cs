using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using WorkflowItsm.Feel.Compilation;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>
/// Functions with regular expressions. They run without backtracking, in time linear in the input; only a pattern with back references
/// has to try, and is refused where its tries cannot be counted beforehand.
/// </summary>
internal static class Patterns
{
    private const int MostKept = 256;
    private const int LongestPattern = 1_000;
    private const double MostTries = 1_000_000;

    /// <summary>Patterns come from definitions, so they repeat; what came first is kept. A cache never changes an answer.</summary>
    private static readonly ConcurrentDictionary<(string Pattern, string Flags), Compiled> s_kept = new();

    private sealed record Compiled(Regex? Regex, string? Error, int Groups = 0, int Tries = 0);

    public static FeelValue Matches(in Arguments call)
    {
        if (!call.String(0, out var input) || Regex(call, 1, 2, input) is not { Regex: { } regex }) return FeelValue.Null;
        return regex.IsMatch(input);
    }

    public static FeelValue Replace(in Arguments call)
    {
        if (!call.String(0, out var input) || !call.String(2, out var replacement)) return FeelValue.Null;
        if (Regex(call, 1, 3, input) is not { Regex: { } regex } compiled) return FeelValue.Null;
        if (regex.IsMatch("")) return call.Fail("The pattern of `replace` must not match the empty string.");
        var literal = Flags(call, 3).Contains('q');
        if (XPathPattern.Replacement(replacement, literal, compiled.Groups) is not { } translated)
            return call.Fail("In a replacement `$` needs a digit behind it and `\\` a `$` or a `\\`.");
        // The longest possible result, before it is made: each reference repeats the input once at most.
        var references = 1L + replacement.AsSpan().Count('$');
        var longest = references * input.Length + (long)regex.Count(input) * replacement.Length;
        if (!call.Session.Charge(2 * longest + 24)) return FeelValue.Null;
        return regex.Replace(input, translated);
    }

    public static FeelValue Split(in Arguments call)
    {
        if (!call.String(0, out var input) || Regex(call, 1, 2, input) is not { Regex: { } regex }) return FeelValue.Null;
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

    private static Compiled? Regex(in Arguments call, int pattern, int flags, string input)
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
        if (compiled.Tries > 0 && !Affords(call, input.Length, compiled.Tries)) return null;
        return compiled;
    }

    /// <summary>What back references may cost is known beforehand, and paid for; what nobody can tell is refused.</summary>
    private static bool Affords(in Arguments call, int length, int tries)
    {
        var cost = tries == int.MaxValue ? double.PositiveInfinity : Math.Pow(length + 1, tries);
        if (cost <= MostTries) return call.Session.Spend((long)cost / 64);
        call.Fail("The pattern refers back to a group and leaves too much to try; write it without back references.");
        return false;
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
            if (translated.Tries > 0) options &= ~RegexOptions.NonBacktracking;
            return new(new Regex(translated.Text, options), null, translated.Groups, translated.Tries);
        }
        catch (ArgumentException)
        {
            return new(null, $"`{pattern}` is not a regular expression.");
        }
        catch (NotSupportedException)
        {
            return new(null, $"`{pattern}` counts too far; write smaller counts in its braces.");
        }
    }
}
