using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Connectors;

/// <summary>
/// Says what a handler of service tasks is told by its inputs: the panel of the designer shows them as fields, and publishing
/// checks them. Registered with <c>AddConnector</c>, under the name of its handler. Safe to share between threads.
/// </summary>
public interface IConnector
{
    /// <summary>The name of the handler, as <c>itsm:handler</c> has it.</summary>
    string Name { get; }

    /// <summary>What it is called on screens.</summary>
    Sentence Label { get; }

    /// <summary>What it can be told, in the order in which people think of it.</summary>
    ValueList<ConnectorField> Fields { get; }

    /// <summary>What its answer holds, as a sentence.</summary>
    Sentence Answer { get; }

    /// <summary>
    /// What is to be said of a value that is the same in every case; null when nothing is. An error refuses publishing, so say
    /// it only of what can never be; what depends on the settings of this host is a warning.
    /// </summary>
    /// <param name="field">The name of one of <see cref="Fields"/>.</param>
    /// <param name="value">What it is; not null.</param>
    ConnectorRemark? Judge(string field, FeelValue value);
}

/// <summary>One thing that a connector can be told: an <c>itsm:input</c> of the task, whose value is FEEL.</summary>
/// <param name="Name">The name of the input.</param>
/// <param name="Label">What it is called on screens.</param>
public sealed record ConnectorField(string Name, Sentence Label)
{
    /// <summary>Whether the connector can do nothing without it. Default: false.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it usually is a text of several lines. Default: false.</summary>
    public bool IsLong { get; init; }

    /// <summary>Texts of which one is meant, to choose from. Default: none, it is written.</summary>
    public ValueList<string> Choices { get; init; } = [];

    /// <summary>An example, or what holds where nothing is written; null says nothing.</summary>
    public Sentence? Hint { get; init; }
}

/// <summary>What is to be said of a value.</summary>
/// <param name="Severity">Errors refuse publishing.</param>
/// <param name="Says">What was found, and what was expected.</param>
public sealed record ConnectorRemark(Severity Severity, Sentence Says)
{
    /// <summary>Something that can never be.</summary>
    /// <param name="english">The sentence in English.</param>
    /// <param name="chinese">The sentence in Simplified Chinese.</param>
    public static ConnectorRemark Wrong(string english, string chinese) => new(Severity.Error, Sentence.Both(english, chinese));

    /// <summary>Something that this host cannot do as it is set up now.</summary>
    /// <param name="english">The sentence in English.</param>
    /// <param name="chinese">The sentence in Simplified Chinese.</param>
    public static ConnectorRemark NotHere(string english, string chinese) => new(Severity.Warning, Sentence.Both(english, chinese));
}
