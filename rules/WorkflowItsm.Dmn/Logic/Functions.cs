using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>A knowledge model or decision service as FEEL calls it.</summary>
internal sealed class InvocableFunction(Invocable called, Evaluation run)
    : FeelFunction(called.Name, called.Parameters.Select(parameter => parameter.Name).ToValueList())
{
    /// <summary>As its parameters and its result are declared.</summary>
    public override string Type =>
        new DataType.Function(called.Parameters.Select(parameter => parameter.Type).ToValueList(), called.Result).ForFeel();

    public override FeelValue Invoke(ReadOnlySpan<FeelValue> arguments, FeelSession session) => run.Call(called, arguments);
}

/// <summary>A boxed function with the frame as it was when the function was made.</summary>
internal sealed class BoxedFunction(Boxed.Function code, FeelValue[] captured, Evaluation run)
    : FeelFunction(code.Name, code.Parameters.Select(parameter => parameter.Name).ToValueList())
{
    public override string Type => new DataType.Function(code.Parameters.Select(parameter => parameter.Type).ToValueList(), new DataType.Any()).ForFeel();

    public override FeelValue Invoke(ReadOnlySpan<FeelValue> arguments, FeelSession session)
    {
        var levels = code.Body.Levels;
        if (!session.TrySpend(1 + captured.Length / 8) || !session.TryEnter(levels)) return FeelValue.Null;
        var frame = (FeelValue[])captured.Clone();
        var result = TryBind(arguments, frame) ? BoxedEvaluator.Evaluate(code.Body, frame, run) : FeelValue.Null;
        session.Leave(levels);
        return result;
    }

    private bool TryBind(ReadOnlySpan<FeelValue> arguments, FeelValue[] frame)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, type, slot) = code.Parameters[i];
            if (type.TryCoerce(arguments[i], run.Session, out frame[slot])) continue;
            run.Problem($"Parameter '{name}' of '{Name}' is {Say.Value(arguments[i])}, expected {type}; the result is null.");
            return false;
        }
        return true;
    }
}
