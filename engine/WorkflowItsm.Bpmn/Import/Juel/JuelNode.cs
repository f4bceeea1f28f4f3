using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Juel;

/// <summary>An expression of the Unified Expression Language, as other engines write it in <c>${…}</c>. Closed.</summary>
internal abstract record JuelNode
{
    private JuelNode()
    {
    }

    /// <summary>A number as written.</summary>
    public sealed record Number(string Digits) : JuelNode;

    /// <summary>A text without its quotes.</summary>
    public sealed record Text(string Value) : JuelNode;

    /// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
    public sealed record Word(string Value) : JuelNode;

    /// <summary>A variable or a bean.</summary>
    public sealed record Name(string Value) : JuelNode;

    /// <summary><c>a.b</c>.</summary>
    public sealed record Member(JuelNode Of, string Property) : JuelNode;

    /// <summary><c>a[b]</c>.</summary>
    public sealed record Index(JuelNode Of, JuelNode At) : JuelNode;

    /// <summary><c>a.b(c)</c>, or <c>b(c)</c> and <c>p:b(c)</c> where <paramref name="Of"/> is null.</summary>
    public sealed record Call(JuelNode? Of, string Method, ValueList<JuelNode> Arguments) : JuelNode;

    /// <summary><c>!a</c>, <c>-a</c>, <c>empty a</c>.</summary>
    public sealed record Prefix(string Operator, JuelNode Operand) : JuelNode;

    /// <summary><c>a + b</c>; the operator is a sign also where it was written as a word.</summary>
    public sealed record Infix(string Operator, JuelNode Left, JuelNode Right) : JuelNode;

    /// <summary><c>a ? b : c</c>.</summary>
    public sealed record Choice(JuelNode Condition, JuelNode Then, JuelNode Otherwise) : JuelNode;
}
