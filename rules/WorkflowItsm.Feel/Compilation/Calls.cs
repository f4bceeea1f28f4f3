using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>Puts the arguments of a call where its function expects them.</summary>
internal static class Calls
{
    public static int Room(FunctionValue function, int given) => Math.Max(given, Math.Max(function.MostArguments ?? 0, function.LeastNamed));

    /// <summary>How many places are filled; null when the names or the count do not fit, with the reason in the session.</summary>
    public static int? Place(FunctionValue function, string[]? names, Eval[] arguments, Span<FeelValue> window, in Frame frame, Site site)
    {
        if (names is null)
        {
            for (var i = 0; i < arguments.Length; i++) window[i] = arguments[i](frame);
            return arguments.Length;
        }

        var values = frame.Session.Push(arguments.Length);
        for (var i = 0; i < arguments.Length; i++) values[i] = arguments[i](frame);
        var filled = Place(function, names, values, window, frame.Session, site);
        frame.Session.Pop(values);
        return filled;
    }

    /// <summary>As the other, with the arguments known.</summary>
    public static int? Place(
        FunctionValue function, ReadOnlySpan<string> names, ReadOnlySpan<FeelValue> values, Span<FeelValue> window, FeelSession session, Site site)
    {
        var filled = names.IsEmpty ? 0 : function.LeastNamed;
        for (var i = 0; i < names.Length; i++)
        {
            var at = function.IndexOf(names, names[i]);
            if (at < 0)
            {
                session.Because(site, $"The function has no parameter `{names[i]}` that goes with the others.");
                return null;
            }

            window[at] = values[i];
            filled = Math.Max(filled, at + 1);
        }

        return filled;
    }
}
