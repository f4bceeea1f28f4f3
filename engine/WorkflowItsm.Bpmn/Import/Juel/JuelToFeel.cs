using System.Globalization;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Juel;

/// <summary>Says an expression in FEEL. Throws nothing: what has no equivalent is kept as the reason, and the answer is null.</summary>
internal sealed class JuelToFeel
{
    /// <summary>What other engines call the counters of a multi-instance activity, and BPMN's own names.</summary>
    private static readonly Dictionary<string, string> Counters = new(StringComparer.Ordinal)
    {
        ["nrOfInstances"] = "numberOfInstances",
        ["nrOfActiveInstances"] = "numberOfActiveInstances",
        ["nrOfCompletedInstances"] = "numberOfCompletedInstances",
    };

    /// <summary>Names that are no variables but things of the other engine.</summary>
    private static readonly HashSet<string> Engines = new(StringComparer.Ordinal) { "execution", "task", "caseExecution", "authenticatedUserId", "currentTime", "planItemInstance" };

    /// <summary>Why there is no answer; null while there is one.</summary>
    public Sentence? Reason { get; private set; }

    /// <summary>The FEEL of an expression, or null with a <see cref="Reason"/>.</summary>
    public FeelText? Say(JuelNode node) => node switch
    {
        JuelNode.Number number => Number(number.Digits),
        JuelNode.Text text => FeelText.Value(FeelText.Quoted(text.Value)),
        JuelNode.Word word => FeelText.Value(word.Value),
        JuelNode.Name name => Name(name.Value),
        JuelNode.Member member => Member(member),
        JuelNode.Index index => Index(index),
        JuelNode.Call call => JuelCalls.Say(call, this),
        JuelNode.Prefix prefix => Prefix(prefix),
        JuelNode.Infix infix => Infix(infix),
        JuelNode.Choice choice => Choice(choice),
    };

    /// <summary>The FEEL with parentheses where it binds looser than asked.</summary>
    public string? Say(JuelNode node, Binding asked) => Say(node)?.In(asked);

    /// <summary>Says that something has no equivalent.</summary>
    public FeelText? Refuse(Sentence reason)
    {
        Reason ??= reason;
        return null;
    }

    private static FeelText? Number(string text) =>
        text.AsSpan().IndexOfAny('e', 'E') < 0 ? FeelText.Value(text)
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? FeelText.Value(number.ToString(CultureInfo.InvariantCulture))
        : null;

    private FeelText? Name(string name)
    {
        if (name == "loopCounter") return new FeelText("loopCounter - 1", Binding.Sum);
        if (Engines.Contains(name)) return Refuse($"\"{name}\" is an object of the other engine, not a variable.");
        return FeelText.Value(Counters.GetValueOrDefault(name, name));
    }

    private FeelText? Member(JuelNode.Member member)
    {
        if (member.Of is JuelNode.Name { Value: var name } && Engines.Contains(name))
            return Refuse($"\"{name}.{member.Property}\" is a property of the other engine, not of a variable.");
        return Say(member.Of, Binding.Value) is { } of ? FeelText.Value($"{of}.{member.Property}") : null;
    }

    private FeelText? Index(JuelNode.Index index)
    {
        if (Say(index.Of, Binding.Value) is not { } of) return null;
        switch (index.At)
        {
            case JuelNode.Text key:
                return FeelText.Value($"get value({of}, {FeelText.Quoted(key.Value)})");
            case JuelNode.Number number when int.TryParse(number.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var at):
                // Lists begin at 1 in FEEL and at 0 there.
                return FeelText.Value(string.Create(CultureInfo.InvariantCulture, $"{of}[{(long)at + 1}]"));
            default:
                return Refuse("it cannot be told whether [ ] takes the place in a list or the name in a map.");
        }
    }

    private FeelText? Prefix(JuelNode.Prefix prefix)
    {
        if (prefix.Operator == "empty") return Say(prefix.Operand) is { } asked ? Empty(asked.Text) : null;
        if (prefix.Operator == "!") return Say(prefix.Operand) is { } negated ? FeelText.Value($"not({negated.Text})") : null;
        return Say(prefix.Operand, Binding.Sign) is { } operand ? new FeelText($"-{operand}", Binding.Sign) : null;
    }

    /// <summary>Null, the empty text and the empty list are empty. Asked in one question, because a text compared with a list gives null and not false.</summary>
    public static FeelText Empty(string operand) => FeelText.Value($"list contains([null, \"\", []], {operand})");

    private FeelText? Infix(JuelNode.Infix infix)
    {
        if (infix.Operator == "%")
            return Say(infix.Left) is { } dividend && Say(infix.Right) is { } divisor ? FeelText.Value($"modulo({dividend.Text}, {divisor.Text})") : null;
        var (sign, binds) = infix.Operator switch
        {
            "||" => ("or", Binding.Or),
            "&&" => ("and", Binding.And),
            "==" => ("=", Binding.Comparison),
            "!=" or "<" or ">" or "<=" or ">=" => (infix.Operator, Binding.Comparison),
            "+" or "-" => (infix.Operator, Binding.Sum),
            _ => (infix.Operator, Binding.Product),
        };
        // Comparisons do not chain, and what stands to the right of - or / must bind tighter.
        var left = Say(infix.Left, binds == Binding.Comparison ? binds + 1 : binds);
        var right = left is null ? null : Say(infix.Right, binds + 1);
        return right is null ? null : new FeelText($"{left} {sign} {right}", binds);
    }

    private FeelText? Choice(JuelNode.Choice choice) =>
        Say(choice.Condition) is { } condition && Say(choice.Then) is { } then && Say(choice.Otherwise) is { } otherwise
            ? new FeelText($"if {condition.Text} then {then.Text} else {otherwise.Text}", Binding.Choice)
            : null;
}
