using System.Text;

namespace WorkflowItsm.Bpmn.Import.Juel;

/// <summary>How tightly the outermost operator of a FEEL text binds (DMN 1.5, 10.3.1.2); a looser one inside a tighter one needs parentheses.</summary>
internal enum Binding
{
    /// <summary><c>if … then … else …</c>.</summary>
    Choice,

    /// <summary><c>or</c>.</summary>
    Or,

    /// <summary><c>and</c>.</summary>
    And,

    /// <summary><c>= != &lt; &gt;</c>.</summary>
    Comparison,

    /// <summary><c>+ -</c>.</summary>
    Sum,

    /// <summary><c>* /</c>.</summary>
    Product,

    /// <summary><c>-a</c>.</summary>
    Sign,

    /// <summary>Names, literals, calls, members.</summary>
    Value,
}

/// <summary>A text of FEEL and how tightly it binds.</summary>
internal readonly record struct FeelText(string Text, Binding Binds)
{
    /// <summary>A text that binds as tightly as can be.</summary>
    public static FeelText Value(string text) => new(text, Binding.Value);

    /// <summary>A FEEL literal for a text.</summary>
    public static string Quoted(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in value)
            quoted.Append(letter switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => letter.ToString() });
        return quoted.Append('"').ToString();
    }

    /// <summary>The text, in parentheses where it binds looser than asked.</summary>
    public string In(Binding asked) => Binds >= asked ? Text : $"({Text})";
}
