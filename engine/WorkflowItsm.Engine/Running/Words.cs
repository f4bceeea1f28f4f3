namespace WorkflowItsm.Engine.Running;

/// <summary>Small pieces of sentences.</summary>
internal static class Words
{
    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string And(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    /// <summary>A name in the middle of a sentence: "Resolve" becomes "resolve", "RCA" stays.</summary>
    public static string Inside(string name) =>
        name.Length > 0 && char.IsUpper(name[0]) && (name.Length == 1 || !char.IsUpper(name[1])) ? $"{char.ToLowerInvariant(name[0])}{name[1..]}" : name;
}
