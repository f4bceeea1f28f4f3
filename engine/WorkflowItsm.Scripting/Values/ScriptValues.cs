using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Scripting.Values;

/// <summary>
/// FEEL values as values of .NET, and back. Nothing is rounded on the way: what a type of .NET cannot hold exactly stays a
/// <see cref="FeelValue"/>. Safe to call from any thread.
/// </summary>
public static class ScriptValues
{
    private const int Deepest = 128;

    /// <summary>
    /// null, <c>bool</c>, <c>string</c>; a number as <c>decimal</c>, else <see cref="FeelNumber"/>; a date as <c>DateOnly</c>, a time without
    /// zone as <c>TimeOnly</c>, a date and time with an offset or zone as <c>DateTimeOffset</c> (the zone's name is not kept), without one as
    /// <c>DateTime</c>; a duration of days and time as <c>TimeSpan</c>; a list as <c>IReadOnlyList&lt;object?&gt;</c>, a context as
    /// <c>IReadOnlyDictionary&lt;string, object?&gt;</c>. Everything else, and what does not fit, as the <see cref="FeelValue"/> that it is.
    /// </summary>
    public static object? ToDotNet(FeelValue value) => value.Kind switch
    {
        FeelKind.Null => null,
        FeelKind.Boolean => value.IsTrue,
        FeelKind.String => value.ToText(),
        FeelKind.Number when value.TryGetNumber(out var number) => number.TryGetDecimal(out var exact) ? exact : (object)number,
        FeelKind.Date when value.TryGetDate(out var date) => date,
        FeelKind.Time when value.TryGetTime(out var time) => time,
        FeelKind.DateTime when value.TryGetDateTime(out var moment) => moment,
        FeelKind.DateTime when value.TryGetLocalDateTime(out var local) => local,
        FeelKind.DaysTimeDuration when value.TryGetDaysTime(out var duration) => duration,
        FeelKind.List when value.TryGetList(out var items) => items.Items.Select(ToDotNet).ToImmutableArray(),
        FeelKind.Context when value.TryGetContext(out var entries) => Entries(entries),
        _ => value,
    };

    /// <summary>
    /// What <see cref="ToDotNet"/> gives, every kind of number (a <c>double</c> by its shortest decimal form), <c>char</c>,
    /// <see cref="JsonElement"/>, any list or sequence, any dictionary with texts for keys, and an anonymous object, whose properties are the
    /// entries of a context.
    /// </summary>
    /// <exception cref="InvalidCastException">It is something else, or nests deeper than 128 levels; the message says what may be returned.</exception>
    public static FeelValue ToFeel(object? value) => ToFeel(value, Deepest);

    private static FeelValue ToFeel(object? value, int levels) => value switch
    {
        null => FeelValue.Null,
        FeelValue feel => feel,
        FeelContext context => FeelValue.Context(context),
        FeelNumber number => number,
        bool truth => truth,
        string text => text,
        char character => character.ToString(),
        decimal number => number,
        sbyte or byte or short or ushort or int or uint or long or ulong => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        float or double => OfDouble((IFormattable)value),
        DateOnly date => FeelValue.Date(date),
        TimeOnly time => FeelValue.Time(time),
        DateTimeOffset moment => FeelValue.DateTime(moment),
        DateTime { Kind: DateTimeKind.Utc } utc => FeelValue.DateTime(new(utc)),
        DateTime { Kind: DateTimeKind.Unspecified } local => FeelValue.LocalDateTime(local),
        DateTime => throw new InvalidCastException("A DateTime of the machine's own time zone cannot be returned; return a DateTimeOffset."),
        TimeSpan duration => FeelValue.DaysTime(duration),
        JsonElement json => FeelJson.Read(json),
        _ when levels == 0 => throw new InvalidCastException($"What the script returned nests deeper than {Deepest} levels."),
        IEnumerable<KeyValuePair<string, object?>> entries => Context(entries.Select(entry => (entry.Key, entry.Value)), levels),
        IDictionary dictionary => Context(dictionary.Keys.Cast<object>().Select(key => (Key(key), dictionary[key])), levels),
        IEnumerable items => FeelValue.List(items.Cast<object?>().Select(item => ToFeel(item, levels - 1))),
        _ when IsAnonymous(value.GetType()) => Context(value.GetType().GetProperties().Select(property => (property.Name, property.GetValue(value))), levels),
        _ => throw new InvalidCastException(
            $"A {value.GetType().Name} cannot be returned; return null, a bool, number, text, date, time or duration, a list or dictionary of them, or new {{ name = value }}."),
    };

    private static ImmutableDictionary<string, object?> Entries(FeelContext context) =>
        context.ToImmutableDictionary(entry => entry.Key, entry => ToDotNet(entry.Value), StringComparer.Ordinal);

    private static FeelValue Context(IEnumerable<(string Key, object? Value)> entries, int levels) =>
        FeelValue.Context(FeelContext.Of([.. entries.Select(entry => (entry.Key, ToFeel(entry.Value, levels - 1)))]));

    private static string Key(object key) => key as string
        ?? throw new InvalidCastException($"A dictionary with a {key.GetType().Name} for a key cannot be returned; make the keys texts.");

    private static FeelValue OfDouble(IFormattable number) => FeelNumber.TryParse(number.ToString("R", CultureInfo.InvariantCulture), out var exact)
        ? exact
        : throw new InvalidCastException($"The number {number.ToString("R", CultureInfo.InvariantCulture)} cannot be returned; FEEL has neither infinity nor NaN.");

    // The compiler gives them a name that nobody else can write.
    private static bool IsAnonymous(Type type) =>
        type.Name.StartsWith("<>", StringComparison.Ordinal) && type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
