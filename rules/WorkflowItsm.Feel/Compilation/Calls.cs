using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>Puts the arguments of a call where its function expects them.</summary>
internal static class Calls
{
    public static int Room(FunctionValue function, int given) => Math.Max(given, function.MostArguments ?? 0);

    /// <summary>How many places are filled; null when the names or the count do not fit, with the reason in the session.</summary>
    public static int? Place(FunctionValue function, string[]? names, Eval[] arguments, Span<FeelValue> window, in Frame frame, Site site)
    {
        if (names is null)
        {
            for (var i = 0; i < arguments.Length; i++) window[i] = arguments[i](frame);
            return arguments.Length;
        }

        var filled = 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            var at = function.IndexOf(names, names[i]);
            if (at < 0)
            {
                frame.Session.Because(site, $"The function has no parameter `{names[i]}` that goes with the others.");
                return null;
            }

            window[at] = arguments[i](frame);
            filled = Math.Max(filled, at + 1);
        }

        return filled;
    }
}
