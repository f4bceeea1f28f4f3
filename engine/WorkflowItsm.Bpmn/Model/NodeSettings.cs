using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Model;

/// <summary>
/// What our extension elements (namespace <see cref="Namespace"/>) say of a flow node. A property that the
/// file does not set is null or empty.
/// </summary>
public sealed record NodeSettings
{
    /// <summary>The XML namespace of everything of ours in a BPMN or DMN file.</summary>
    public const string Namespace = "http://workflowitsm.org/schema/1.0";

    /// <summary>Settings of a node that has none.</summary>
    public static NodeSettings None { get; } = new();

    /// <summary>The ticket state that entering the node sets (ServiceNow's number); null sets none.</summary>
    public int? State { get; init; }

    /// <summary>The ticket state that covers the other one as long as the node is active; null covers nothing.</summary>
    public int? Overlay { get; init; }

    /// <summary>Of a user task: the id of the form in the same bundle.</summary>
    public string? Form { get; init; }

    /// <summary>Of a user task: FEEL for the id of the team that may do it; null leaves it to every agent.</summary>
    public FeelExpression? CandidateTeam { get; init; }

    /// <summary>Of a user task: who may do it: <c>agent</c> (the default), <c>caller</c>.</summary>
    public ValueList<string> Performers { get; init; }

    /// <summary>Of a user task: the ways it can end. A task without outcomes has the single outcome <c>complete</c>.</summary>
    public ValueList<Outcome> Outcomes { get; init; }

    /// <summary>Of the start event of an event sub-process: what a person may do to start it.</summary>
    public Outcome? Action { get; init; }

    /// <summary>Of a business rule task: the id or name of the decision.</summary>
    public string? Decision { get; init; }

    /// <summary>
    /// Of a business rule task: whether it needs a value. Null is an incident then, and a table with a gap refuses publishing; false lets
    /// null pass, and null asks what the process makes of it.
    /// </summary>
    public bool? RequiresResult { get; init; }

    /// <summary>
    /// The variable that takes the result of a script, decision, handler or message; null merges a result
    /// that is a context into the variables by its entries' names.
    /// </summary>
    public string? ResultVariable { get; init; }

    /// <summary>Of a service task or send task: the name under which the host registered the handler; null when something else does it.</summary>
    public string? Handler { get; init; }

    /// <summary>Of a service task or send task: the topic under which workers outside the host lease it; null when a handler does it.</summary>
    public string? Topic { get; init; }

    /// <summary>Of a send task: the decision that says who is told; null when it sends a message, or a handler or worker does it.</summary>
    public NotifySettings? Notify { get; init; }

    /// <summary>Evaluated on entering; handed to the handler, decision or message instead of all variables.</summary>
    public ValueList<Assignment> Inputs { get; init; }

    /// <summary>Evaluated on leaving; each sets a variable.</summary>
    public ValueList<Assignment> Outputs { get; init; }

    /// <summary>The handbook clauses the node serves, e.g. <c>H4.1.2</c>.</summary>
    public ValueList<string> Clauses { get; init; }

    /// <summary>The name in Simplified Chinese; null when the owner gave only one name.</summary>
    public string? NameZh { get; init; }
}

/// <summary>A way a user task can end, or an action that a person may take while the case runs.</summary>
/// <param name="Id">What the variable <c>outcome</c> holds afterwards.</param>
/// <param name="Name">The words on the button.</param>
/// <param name="NameZh">The words in Simplified Chinese; null shows <paramref name="Name"/>.</param>
/// <param name="State">The ticket state it leads to; null when it leads to none of its own.</param>
/// <param name="Requires">The fields that must have a value.</param>
/// <param name="Performers">Who may choose it; empty means whoever may do the task.</param>
/// <param name="Condition">When it is offered; null means always.</param>
public sealed record Outcome(
    string Id, string Name, string? NameZh, int? State, ValueList<string> Requires, ValueList<string> Performers, FeelExpression? Condition);

/// <summary>A variable and the expression that gives its value.</summary>
public sealed record Assignment(string Variable, FeelExpression Expression);

/// <summary>Whom a send task tells.</summary>
/// <param name="Decision">The decision whose rows give audience and template.</param>
/// <param name="Occasion">The value of the decision's input <c>occasion</c>.</param>
public sealed record NotifySettings(string Decision, string Occasion);
