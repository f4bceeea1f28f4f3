using WorkflowItsm.Feel.Compilation;
using WorkflowItsm.Feel.Syntax;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Builtins;

/// <summary>A built-in as a value, to be passed on: <c>sort(names, my order)</c>, <c>[abs, floor]</c>.</summary>
internal sealed class BuiltinFunction(Builtin builtin) : FunctionValue
{
    public override int? MostArguments => builtin.MostArguments;

    public override int LeastNamed => builtin.LeastArguments;

    public override bool IsOf(FeelType.FunctionOf type) =>
        type.Parameters.Count >= builtin.LeastArguments && type.Parameters.Count <= (builtin.MostArguments ?? int.MaxValue)
        && TypeOf.Called(builtin.Name) is var result && (result is FeelType.Any || result.ConformsTo(type.Result));

    public override int IndexOf(ReadOnlySpan<string> names, string name) => builtin.IndexOf(names, name);

    public override FeelValue Invoke(Span<FeelValue> arguments, FeelSession session, Site site) => builtin.Invoke(arguments, session, site);

    public override string ToString() => builtin.Name;
}
