using System.Globalization;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Erasure;

/// <summary>
/// A person whose data is to be erased, by all the names they are found under. Safe to share between threads.
/// </summary>
/// <param name="Names">The account's name first; then how people call them, and addresses. None is empty.</param>
public sealed record ErasedPerson(ValueList<string> Names)
{
    /// <summary>The name of the account.</summary>
    public string Account => Names[0];

    /// <summary>Whether a name is one of theirs.</summary>
    public bool Is(string name) => Names.Items.Any(own => string.Equals(own, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether a text is one of the names, in whatever case, or holds one as a word of its own. Names in scripts without
    /// blanks between words are found anywhere.
    /// </summary>
    public bool IsIn(string text) => Is(text) || Names.Items.Any(name => Holds(text, name));

    /// <summary>Whether a value, or anything inside it, is or holds one of the names.</summary>
    internal bool IsIn(FeelValue value) =>
        value.TryGetString(out var text) ? IsIn(text)
        : value.TryGetList(out var items) ? items.Items.Any(IsIn)
        : value.TryGetContext(out var entries) && entries.Any(entry => IsIn(entry.Key) || IsIn(entry.Value));

    private static bool Holds(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if ((IsEdge(name[0]) || at == 0 || !Continues(text, at - 1, -1)) && (IsEdge(name[^1]) || end == text.Length || !Continues(text, end, 1)))
                return true;
        }

        return false;
    }

    // "li" is in "ask li." but neither in "list" nor in "li.na", "li-na" or "li_na".
    private static bool Continues(string text, int at, int step) =>
        (!IsEdge(text[at]) && char.IsLetterOrDigit(text[at]))
        || (text[at] is '.' or '-' or '_' && at + step >= 0 && at + step < text.Length && char.IsLetterOrDigit(text[at + step]));

    private static bool IsEdge(char letter) => char.GetUnicodeCategory(letter) == UnicodeCategory.OtherLetter;
}
