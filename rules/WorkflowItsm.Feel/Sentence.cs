using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace WorkflowItsm.Feel;

/// <summary>
/// A sentence, or a part of one, that is written in English and can be told in another language: it keeps its words apart from what
/// is put into them, and a <see cref="SentenceBook"/> has the same words in the other language. Write it as an interpolated string.
/// Two are equal when their words and what is put in are. Built by one thread; then immutable and safe to share.
/// </summary>
[InterpolatedStringHandler]
public sealed class Sentence : IEquatable<Sentence>
{
    private static readonly SentenceBook s_rows = new([new(", ", "、"), new("'{0}'", "“{0}”")]);

    private readonly StringBuilder _form;
    private readonly List<object?> _parts;
    private readonly string? _separator;
    private SentenceBook? _book;
    private bool _begins;

    /// <summary>For the compiler: an interpolated string begins.</summary>
    /// <param name="literalLength">How many characters stand in it as they are.</param>
    /// <param name="formattedCount">How many values are put in.</param>
    public Sentence(int literalLength, int formattedCount) => (_form, _parts) = (new(literalLength + (3 * formattedCount)), new(formattedCount));

    private Sentence(string separator, IEnumerable<Sentence> items) => (_form, _parts, _separator) = (new(), [.. items], separator);

    /// <summary>The words with a mark <c>{0}</c>, <c>{1}</c>, … for each value: what a <see cref="SentenceBook"/> knows it by.</summary>
    public string Form => _form.ToString();

    /// <summary>For the compiler: words.</summary>
    public void AppendLiteral(string value) => _form.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    /// <summary>For the compiler: a value; a sentence is told in the same language.</summary>
    public void AppendFormatted<T>(T value)
    {
        _form.Append(CultureInfo.InvariantCulture, $"{{{_parts.Count}}}");
        _parts.Add(value);
    }

    /// <summary>A text that the book may know as a whole, such as the name of a kind of element; as it is where it does not.</summary>
    public static Sentence Term(string text)
    {
        var sentence = new Sentence(text.Length, 0);
        sentence.AppendLiteral(text);
        return sentence;
    }

    /// <summary>A text that is told as it is in every language.</summary>
    public static Sentence Verbatim(string text) => $"{text}";

    /// <summary>A text that is known in both languages, such as the name of something the owner named.</summary>
    public static Sentence Both(string english, string chinese)
    {
        var sentence = Term(english);
        sentence._book = new([new(sentence.Form, Term(chinese).Form)]);
        return sentence;
    }

    /// <summary>Several in a row; the separator, too, is the book's.</summary>
    public static Sentence Join(string separator, IEnumerable<Sentence> items) => new(separator, items);

    /// <summary>Names in a row, as each language writes one: <c>'a', 'b'</c> and <c>“a”、“b”</c>.</summary>
    /// <param name="names">In their order.</param>
    /// <param name="most">How many are told; more end in an ellipsis. Default: all.</param>
    public static Sentence Quoted(IEnumerable<string> names, int most = int.MaxValue) => Row(names, most, name => $"'{name}'");

    /// <summary>Names or numbers in a row, as each language writes one: <c>a, b</c> and <c>a、b</c>.</summary>
    /// <param name="names">In their order.</param>
    /// <param name="most">How many are told; more end in an ellipsis. Default: all.</param>
    public static Sentence Listed(IEnumerable<string> names, int most = int.MaxValue) => Row(names, most, Verbatim);

    /// <summary>Words without values.</summary>
    public static implicit operator Sentence(string words) => Term(words);

    /// <summary>The same as the beginning of a sentence: with a capital letter, where the language has them.</summary>
    public Sentence AtStart()
    {
        var copy = Copy();
        copy._begins = true;
        return copy;
    }

    /// <summary>The same, told by a book unless it has one already.</summary>
    public Sentence By(SentenceBook? book)
    {
        if (_book is not null || book is null) return this;
        var copy = Copy();
        copy._book = book;
        return copy;
    }

    /// <summary>In a language: <c>zh</c> is Simplified Chinese; everything else, and what the book does not have, is English.</summary>
    public string In(string language) => In(language, null);

    /// <summary>In English.</summary>
    public override string ToString() => In("en", null);

    /// <inheritdoc/>
    public bool Equals(Sentence? other) => other is not null && (ReferenceEquals(this, other)
        || (_separator == other._separator && _begins == other._begins && _form.Equals(other._form) && _parts.SequenceEqual(other._parts)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Sentence);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Form, _parts.Count);

    private static Sentence Row(IEnumerable<string> names, int most, Func<string, Sentence> told)
    {
        var all = names.ToList();
        var row = Join(", ", all.Count > most ? all.Take(most).Select(told).Append("…") : all.Select(told));
        row._book = s_rows;
        return row;
    }

    private string In(string language, SentenceBook? outer)
    {
        var book = _book ?? outer;
        var parts = _parts.Select(part => part is Sentence sentence ? sentence.In(language, book) : part).ToArray();
        var told = _separator is null
            ? string.Format(CultureInfo.InvariantCulture, Words(Form), parts)
            : string.Join(Words(_separator), parts);
        return _begins && told.Length > 0 ? char.ToUpperInvariant(told[0]) + told[1..] : told;

        string Words(string form) => language == "zh" && book is not null ? book[form] ?? form : form;
    }

    private Sentence Copy() => new(_form, _parts, _separator) { _book = _book, _begins = _begins };

    private Sentence(StringBuilder form, List<object?> parts, string? separator) => (_form, _parts, _separator) = (form, parts, separator);
}
