using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>The values that an input, an output or a type allows.</summary>
/// <param name="Tests">Unary tests without names.</param>
/// <param name="Listed">The values in the order written, where the tests are a plain list of literals; else empty.</param>
internal sealed record AllowedValues(Test Tests, ValueList<FeelValue> Listed)
{
    public string Text => Tests.Text;

    public bool Allows(FeelValue value, FeelSession session) => Tests.Holds(value, [], session);
}
