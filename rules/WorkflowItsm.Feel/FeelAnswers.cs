namespace WorkflowItsm.Feel;

/// <summary>What an expression can answer, as far as reading it tells.</summary>
[Flags]
public enum FeelAnswers
{
    /// <summary>Nothing; no expression has it.</summary>
    None = 0,

    /// <summary>Null.</summary>
    Null = 1,

    /// <summary>True.</summary>
    True = 2,

    /// <summary>False.</summary>
    False = 4,

    /// <summary>Any other value.</summary>
    Other = 8,

    /// <summary>Everything: nothing is known.</summary>
    Any = Null | True | False | Other,
}
