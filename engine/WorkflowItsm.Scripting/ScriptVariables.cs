using WorkflowItsm.Feel;
using WorkflowItsm.Scripting.Values;

namespace WorkflowItsm.Scripting;

/// <summary>
/// The variables that a script sees, as values of .NET (<see cref="ScriptValues"/> says which). As in FEEL a name that is not there reads as
/// null. Immutable; safe to share between threads.
/// </summary>
/// <param name="values">The variables as FEEL has them.</param>
public sealed class ScriptVariables(FeelContext values)
{
    /// <summary>The names, in the order in which they were set.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>The value; null when there is none.</summary>
    public object? this[string name] => ScriptValues.ToDotNet(values[name]);

    /// <summary>Whether there is a variable of this name, be it null.</summary>
    public bool Contains(string name) => values.TryGet(name, out _);

    /// <summary>
    /// The value as a type, e.g. <c>decimal</c>, <c>string</c>, <c>DateTimeOffset</c>; a whole number also as <c>int</c> or <c>long</c>.
    /// Null only as a nullable value type, e.g. <c>decimal?</c>.
    /// </summary>
    /// <exception cref="InvalidCastException">It is something else; the message names the variable, what it is and what was asked for.</exception>
    public T Get<T>(string name)
    {
        var value = values[name];
        var asked = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        object? found = asked switch
        {
            _ when asked == typeof(FeelValue) => value,
            _ when asked == typeof(int) && value.TryGetInt(out var small) => small,
            _ when asked == typeof(long) && value.TryGetNumber(out var number) && number.TryGetInt64(out var whole) => whole,
            _ => ScriptValues.ToDotNet(value),
        };
        return found switch
        {
            T typed => typed,
            null when default(T) is null && typeof(T).IsValueType => default!,
            _ => throw new InvalidCastException(
                $"The variable '{name}' is {(found is null ? "null" : $"a {found.GetType().Name}")}, expected a {asked.Name}."),
        };
    }
}
