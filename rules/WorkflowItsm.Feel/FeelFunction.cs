using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel;

/// <summary>
/// A function that the host gives to texts as a value: a knowledge model, a decision service. It must answer the same for the same
/// arguments and never throw on data. Whether it is safe to share between threads is the deriving class's to say.
/// </summary>
/// <param name="name">What sentences call it.</param>
/// <param name="parameters">The names of its parameters in their order.</param>
public abstract class FeelFunction(string name, ValueList<string> parameters)
{
    /// <summary>What sentences call it.</summary>
    public string Name { get; } = name;

    /// <summary>The names of its parameters in their order.</summary>
    public ValueList<string> Parameters { get; } = parameters;

    /// <summary>Its type as FEEL writes it, e.g. <c>function&lt;number&gt;-&gt;string</c>; null where nothing but the parameters is known.</summary>
    public virtual string? Type => null;

    /// <summary>The names that <see cref="Type"/> uses.</summary>
    public virtual FeelTypes Types => FeelTypes.None;

    /// <summary>Runs it, inside the budgets of the session.</summary>
    /// <param name="arguments">One for each parameter, in their order; valid during the call only.</param>
    /// <param name="session">Of the text that calls.</param>
    public abstract FeelValue Invoke(ReadOnlySpan<FeelValue> arguments, FeelSession session);

    /// <summary>
    /// Calls any function value, a built-in and a function literal too, by the names of its parameters. Null, with a reason in the session,
    /// where the value is no function or the names do not fit.
    /// </summary>
    /// <param name="function">What is called.</param>
    /// <param name="arguments">The arguments by name.</param>
    /// <param name="session">The budgets and the reasons.</param>
    /// <param name="text">What the caller wrote for the function, for the reasons.</param>
    public static FeelValue Call(FeelValue function, FeelContext arguments, FeelSession session, string text)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(text);
        var site = new Site(text, 0, text.Length);
        if (function.FunctionOrNull is not { } called)
            return session.Because(site, $"This is {Compilation.Kinds.Of(function)}; a function was expected to call.");
        var names = arguments.KeySpan;
        var window = session.Push(Compilation.Calls.Room(called, names.Length));
        var filled = Compilation.Calls.Place(called, names, arguments.ValueSpan, window, session, site);
        // What a boxed call leaves out of the host's function is null (DMN 1.5, clause 10.4).
        if (filled is not null && called is HostFunction) filled = window.Length;
        var result = filled is { } count ? called.Invoke(window[..count], session, site) : FeelValue.Null;
        session.Pop(window);
        return result;
    }

    /// <summary>The name and the parameters.</summary>
    public override string ToString() => $"{Name}({string.Join(", ", Parameters)})";
}
