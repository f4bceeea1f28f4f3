using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Logic;

/// <summary>One evaluation: what is noted on the way. Lives no longer than the call. Budgets are the session's.</summary>
internal sealed class Evaluation(FeelSession session)
{
    private readonly List<MatchedRule> _matched = [];
    private readonly List<string> _problems = [];
    private readonly Dictionary<Invocable, FeelValue> _functions = [];
    private List<DecisionTaken>? _taken;
    private List<TableTrace>? _tables;

    public FeelSession Session => session;

    /// <summary>The element whose logic is being evaluated: rules and problems are told in its name.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>A sentence once a budget has run out; everything then unwinds to null.</summary>
    public string? Exhausted => session.Exhausted;

    /// <summary>Whether there is no problem so far.</summary>
    public bool IsClean => _problems.Count == 0;

    /// <summary>Decides what a plan for one decision was made for.</summary>
    public static DecisionOutcome Run(DecisionPlan plan, FeelContext inputs, FeelSession session) => new Evaluation(session).Run(plan, inputs);

    /// <summary>As <see cref="Run(DecisionPlan, FeelContext, FeelSession)"/>, noting every step.</summary>
    public static DecisionTrace Trace(DecisionPlan plan, FeelContext inputs, FeelSession session)
    {
        var run = new Evaluation(session) { _taken = [], _tables = [] };
        var reasons = session.Reasons.Count;
        var outcome = run.Run(plan, inputs);
        return new(outcome, [.. run._taken], [.. run._tables], session.Reasons.Skip(reasons).ToValueList());
    }

    /// <summary>Calls a knowledge model or a decision service by the names of its parameters.</summary>
    public static DecisionOutcome Run(Invocable called, FeelContext inputs, FeelSession session)
    {
        var run = new Evaluation(session);
        var given = called.Parameters.Select(parameter => run.Found(inputs, parameter.Name)).ToArray();
        return run.Outcome(called.Parameters.Select(parameter => parameter.Name).ToValueList(), given, run.Call(called, given));
    }

    public void Problem(string sentence) => _problems.Add(sentence);

    public void Matched(MatchedRule rule) => _matched.Add(rule);

    public void Looked(DecisionTable table, FeelValue[] inputs, FeelValue[] frame) => _tables?.Add(new(Owner, table, inputs, frame, session.Now));

    /// <summary>Counts a node of boxed logic. FEEL counts its own steps, but boxed calls that hold no FEEL could double for free.</summary>
    public bool Step() => session.TrySpend(1);

    /// <summary>The values of the plan's targets.</summary>
    public FeelValue[] Decide(DecisionPlan plan, FeelValue[] inputs)
    {
        var decided = new FeelValue[plan.Steps.Count];
        for (var i = 0; i < decided.Length; i++) decided[i] = Decide(plan.Steps[i], inputs, decided);
        return [.. plan.Targets.Select(source => source >= 0 ? decided[source] : inputs[-1 - source])];
    }

    /// <summary>A knowledge model or decision service as a value that FEEL can call.</summary>
    public FeelValue FunctionOf(Invocable called)
    {
        if (!_functions.TryGetValue(called, out var function))
            _functions[called] = function = FeelValue.Function(new InvocableFunction(called, this));
        return function;
    }

    /// <summary>Calls with one argument for each parameter. An argument that does not fit makes the result null.</summary>
    public FeelValue Call(Invocable called, ReadOnlySpan<FeelValue> arguments)
    {
        var levels = called is Invocable.Knowledge { Levels: var height } ? height : 4;
        if (!session.TrySpend(1) || !session.TryEnter(levels)) return FeelValue.Null;
        var owner = Owner;
        var given = arguments.ToArray();
        var value = FeelValue.Null;
        if (Bind(called, given))
        {
            value = called switch
            {
                Invocable.Knowledge knowledge => Body(knowledge, given),
                Invocable.Service service => Serve(service, given),
                _ => throw new InvalidOperationException(called.Says),
            };
            value = Coerced(called.Result, value, called.Says);
        }
        Owner = owner;
        session.Leave(levels);
        return value;
    }

    /// <summary>A value as a declared type; where it does not conform a problem, and null.</summary>
    public FeelValue Coerced(DataType type, FeelValue value, string says)
    {
        if (!type.TryCoerce(value, session, out var coerced)) Problem($"{says} gave {Say.Value(value)}, expected {type}; it counts as null.");
        return coerced;
    }

    /// <summary>Runs logic in the name of an element.</summary>
    private FeelValue InNameOf(string owner, Boxed logic, FeelValue[] frame)
    {
        Owner = owner;
        return BoxedEvaluator.Evaluate(logic, frame, this);
    }

    private bool Bind(Invocable called, FeelValue[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var (name, type) = called.Parameters[i];
            if (type.TryCoerce(arguments[i], session, out var coerced))
            {
                arguments[i] = coerced;
                continue;
            }
            Problem($"Parameter '{name}' of '{called.Name}' is {Say.Value(arguments[i])}, expected {type}; the result is null.");
            return false;
        }
        return true;
    }

    private FeelValue Body(Invocable.Knowledge called, FeelValue[] arguments)
    {
        var frame = new FeelValue[called.FrameSize];
        arguments.CopyTo(frame, 0);
        foreach (var requirement in called.Requirements) frame[requirement.Slot] = FunctionOf(requirement.Called);
        return InNameOf(called.Id, called.Body, frame);
    }

    private FeelValue Serve(Invocable.Service called, FeelValue[] arguments)
    {
        var plan = called.Plan;
        var inputs = plan.Inputs.Select(input => called.Parameters.Items.ToList().FindIndex(parameter => parameter.Name == input.Name))
            .Select(index => index < 0 ? FeelValue.Null : arguments[index]).ToArray();
        var values = Decide(plan, inputs);
        return values is [var only] ? only : session.NewContext([.. values.Select((value, i) => (called.Outputs[i].Name, value))]);
    }

    private DecisionOutcome Run(DecisionPlan plan, FeelContext inputs)
    {
        var given = Given(plan, inputs);
        return Outcome(plan.InputNames, given, Decide(plan, given)[0]);
    }

    private FeelValue[] Given(DecisionPlan plan, FeelContext inputs)
    {
        var used = new FeelValue[plan.Inputs.Count];
        for (var i = 0; i < used.Length; i++)
        {
            var (name, type) = plan.Inputs[i];
            var value = Found(inputs, name);
            if (!type.TryCoerce(value, session, out used[i]))
                Problem($"Input '{name}' is {Say.Value(value)}, expected {type}; it counts as null.");
        }
        return used;
    }

    private FeelValue Found(FeelContext inputs, string name)
    {
        if (!TryFind(inputs, name, out var value)) Problem($"Input '{name}' was not given; it counts as null.");
        return value;
    }

    private DecisionOutcome Outcome(ValueList<string> names, FeelValue[] given, FeelValue value)
    {
        if (Exhausted is { } sentence) Problem(sentence);
        var used = FeelContext.Of(given.Select((input, i) => (names[i], input)).ToArray());
        return new(Exhausted is null ? value : FeelValue.Null, _matched.ToValueList(), used, _problems.ToValueList());
    }

    /// <summary>By its whole name, or inside contexts named like the imports it comes through, or bare.</summary>
    private static bool TryFind(FeelContext inputs, string name, out FeelValue value)
    {
        if (inputs.TryGet(name, out value)) return true;
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            if (inputs[name[..dot]].TryGetContext(out var inside) && TryFind(inside, name[(dot + 1)..], out value)) return true;
            if (inputs.TryGet(name[(dot + 1)..], out value)) return true;
        }
        return false;
    }

    private FeelValue Decide(PlanStep step, FeelValue[] inputs, FeelValue[] decided)
    {
        var parts = step.Decision.Parts;
        var frame = new FeelValue[parts.FrameSize];
        for (var i = 0; i < parts.Requirements.Count; i++)
        {
            var (requirement, source) = (parts.Requirements[i], step.Sources[i]);
            frame[requirement.Slot] = requirement is Requirement.Function { Called: var called } ? FunctionOf(called)
                : source >= 0 ? decided[source]
                : inputs[-1 - source];
        }

        var value = Coerced(parts.Type, InNameOf(parts.Id, parts.Logic, frame), $"Decision '{parts.Name}'");
        _taken?.Add(new(parts.Id, parts.Name, value));
        return value;
    }
}
