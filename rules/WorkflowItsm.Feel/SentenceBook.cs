using System.Collections.Frozen;

namespace WorkflowItsm.Feel;

/// <summary>The sentences of one library in Simplified Chinese, by their English words. Immutable; safe to share between threads.</summary>
/// <param name="chinese">
/// The English words with marks, as <see cref="Sentence.Form"/> has them, and the Chinese ones with the same marks in any order.
/// </param>
public sealed class SentenceBook(IEnumerable<KeyValuePair<string, string>> chinese)
{
    private readonly FrozenDictionary<string, string> _chinese = chinese.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All pairs.</summary>
    public IReadOnlyDictionary<string, string> Pairs => _chinese;

    /// <summary>The Chinese words for English ones; null where the book has none.</summary>
    public string? this[string form] => _chinese.GetValueOrDefault(form);
}
