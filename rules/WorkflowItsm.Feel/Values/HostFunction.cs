using WorkflowItsm.Feel.Syntax;

namespace WorkflowItsm.Feel.Values;

/// <summary>A function of the host as a value.</summary>
internal sealed class HostFunction(FeelFunction function) : FunctionValue
{
    public override int? MostArguments => function.Parameters.Count;

    public override bool IsOf(FeelType.FunctionOf type) => function.Type is { } text
        ? Parser.Type(text, function.Types).ConformsTo(type)
        : function.Parameters.Count == type.Parameters.Count;

    public override int IndexOf(ReadOnlySpan<string> names, string name) => function.Parameters.Items.IndexOf(name, 0, StringComparer.Ordinal);

    public override FeelValue Invoke(Span<FeelValue> arguments, FeelSession session, Site site)
    {
        if (arguments.Length == function.Parameters.Count) return function.Invoke(arguments, session);
        return session.Because(site, $"`{function.Name}` takes {function.Parameters.Count} arguments; {arguments.Length} were given.");
    }

    public override string ToString() => function.ToString();
}
