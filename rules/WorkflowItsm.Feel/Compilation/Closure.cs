using WorkflowItsm.Feel.Syntax;
using WorkflowItsm.Feel.Values;

namespace WorkflowItsm.Feel.Compilation;

/// <summary>
/// What all values of one function literal share. Levels: how much of the depth budget one call takes, because tall bodies take more of
/// the real stack. Cost: steps for one call.
/// </summary>
internal sealed record FunctionCode(FeelType Type, ValueList<Parameter> Parameters, Eval Body, int Places, int Levels, int Cost);

/// <summary>A function literal with the values of the names it uses from outside, as they were when it was made.</summary>
internal sealed class Closure(FunctionCode code, FeelValue[] captured) : FunctionValue
{
    public override int? MostArguments => code.Parameters.Count;

    public override bool IsOf(FeelType.FunctionOf type) => code.Type.ConformsTo(type);

    public override int IndexOf(ReadOnlySpan<string> names, string name)
    {
        for (var i = 0; i < code.Parameters.Count; i++)
        {
            if (code.Parameters[i].Name == name) return i;
        }

        return -1;
    }

    public override FeelValue Invoke(Span<FeelValue> arguments, FeelSession session, Site site)
    {
        if (arguments.Length != code.Parameters.Count)
            return session.Because(site, $"The function takes {code.Parameters.Count} arguments; {arguments.Length} were given.");
        if (!session.Spend(code.Cost) || !session.Enter(code.Levels)) return FeelValue.Null;
        var locals = session.Push(code.Places);
        var result = TryBind(arguments, locals, session, site)
            ? code.Body(new Frame(captured, locals, session))
            : FeelValue.Null;
        session.Pop(locals);
        session.Leave(code.Levels);
        return result;
    }

    public override string ToString() => $"function({string.Join(", ", code.Parameters.Select(parameter => parameter.Name))})";

    private bool TryBind(ReadOnlySpan<FeelValue> arguments, Span<FeelValue> locals, FeelSession session, Site site)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, type) = code.Parameters[i];
            var value = arguments[i];
            if (type is not null && !value.IsNull && !type.Holds(value))
            {
                // A list of one item and the item stand for each other, and a date for its midnight (DMN 1.5, clause 10.3.2.9.4).
                var other = value.Kind == FeelKind.List && value.Items.Length == 1 ? value.Items[0]
                    : value.Kind == FeelKind.Date && type is FeelType.Simple { Kind: FeelKind.DateTime } ? FeelValue.Of(TimeArithmetic.AsMoment(value))
                    : Make.List([value], session);
                if (!type.Holds(other))
                {
                    session.Because(site, $"The argument `{name}` is {Kinds.Of(value)}, which is not of the declared type.");
                    return false;
                }

                value = other;
            }

            locals[i] = value;
        }

        return true;
    }
}
