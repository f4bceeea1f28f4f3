using System.Text.Json;
using System.Xml;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Reading;

namespace WorkflowItsm.Itsm.Scenarios;

/// <summary>
/// A story beside a process: what people and machines do, and what must be true afterwards. It runs on virtual
/// time and has no effect on anything.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Name">Its words.</param>
/// <param name="Process">The process it runs.</param>
/// <param name="Clauses">The handbook clauses it shows.</param>
/// <param name="Steps">What is done and expected, in order.</param>
public sealed record Scenario(string Path, Words Name, string Process, ValueList<string> Clauses, ValueList<ScenarioStep> Steps) : DefinitionPart(Path);

/// <summary>One step: something is done (or only time passes), then something must hold.</summary>
/// <param name="After">Time that passes first.</param>
/// <param name="Actor">Who does it.</param>
/// <param name="Does">What is done; null when only time passes.</param>
/// <param name="Refused">The code of the refusal that is expected; null when it must be accepted.</param>
/// <param name="Then">What must hold.</param>
public sealed record ScenarioStep(TimeSpan After, Actor Actor, ScenarioAction? Does, string? Refused, Expectations Then);

/// <summary>What a step does. Closed.</summary>
public abstract record ScenarioAction
{
    private ScenarioAction()
    {
    }

    /// <summary>A person or an application opens the ticket.</summary>
    public sealed record Open(FeelContext Fields) : ScenarioAction;

    /// <summary>A message comes; the first one opens the ticket at the message start event.</summary>
    public sealed record Message(string Name, FeelContext Payload) : ScenarioAction;

    /// <summary>Fields, comment, state: as <see cref="Tickets.TicketCommand.Update"/>.</summary>
    public sealed record Update(FeelContext Fields, int? State, string? Comment, string? WorkNote) : ScenarioAction;

    /// <summary>The open task at an element ends with an outcome.</summary>
    public sealed record Complete(string ElementId, string Outcome, FeelContext Fields) : ScenarioAction;
}

/// <summary>What must hold after a step; what is not named may be anything.</summary>
/// <param name="Fields">Fields and their values.</param>
/// <param name="Tasks">The elements of the open tasks, exactly; null is not looked at.</param>
/// <param name="Clocks">Clocks and what they do: <c>running</c>, <c>paused</c>, <c>stopped</c>, <c>breached</c> (stopped or not), <c>absent</c>.</param>
/// <param name="Told">Whom this step told: <c>audience:template</c>, exactly and in order; null is not looked at.</param>
/// <param name="Archived">Whether the ticket is archived; null is not looked at.</param>
public sealed record Expectations(FeelContext Fields, ValueList<string>? Tasks, ValueList<(string Clock, string Does)> Clocks, ValueList<string>? Told, bool? Archived);

/// <summary>Reads <c>scenarios/*.json</c> of a bundle.</summary>
public sealed class ScenariosReader : IDefinitionReader
{
    /// <inheritdoc/>
    public bool Reads(string path) => path.StartsWith("scenarios/", StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public (DefinitionPart? Part, ValueList<Finding> Findings) Read(string path, ReadOnlyMemory<byte> content)
    {
        var json = JsonDefinition.Parse(content);
        if (json.Root is not { } root) return (null, json.Findings);
        var steps = json.Each(root, "steps", "step", step => ReadStep(json, step));
        return json.Finish(new Scenario(path, json.Words(root, "name", "The scenario"), json.Text(root, "process", "The scenario"), json.Texts(root, "clauses", "The scenario"), steps));
    }

    /// <inheritdoc/>
    public ValueList<Finding> Check(Bundle bundle, Release release) =>
    [
        .. from scenario in bundle.Parts.Items.OfType<Scenario>()
           where release.FindProcess(scenario.Process) is null
           select new Finding("no-such-process", Severity.Error, null, null,
               $"The scenario runs the process '{scenario.Process}', but none with that id is published.", "Name the id of a process of the bundle.", ChineseFindings.Book) { File = scenario.Path },
    ];

    private static ScenarioStep? ReadStep(JsonDefinition json, JsonElement step)
    {
        var after = TimeSpan.Zero;
        if (JsonDefinition.TextOrNull(step, "after") is { } text)
        {
            try
            {
                after = XmlConvert.ToTimeSpan(text);
            }
            catch (FormatException)
            {
                json.Error("scenario-after", null, $"A step's 'after' is '{text}'; expected an ISO 8601 duration.", "Write for instance PT15M.");
            }
        }

        return new(after, ReadActor(json, step), ReadAction(json, step), JsonDefinition.TextOrNull(step, "refused"), ReadThen(json, step));
    }

    private static Actor ReadActor(JsonDefinition json, JsonElement step)
    {
        if (JsonDefinition.TextOrNull(step, "as") is not { } text) return Actor.System;
        var parts = text.Split(':', 2);
        if (parts is [var role, { Length: > 0 } name] && Enum.TryParse<Role>(role.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known)) return new(name, known);
        json.Error("scenario-as", null, $"A step is done as '{text}'; expected role:name, such as agent:alice.", "Name one of requester, agent, process-owner, auditor, administrator before the colon.");
        return Actor.System;
    }

    private static ScenarioAction? ReadAction(JsonDefinition json, JsonElement step)
    {
        if (step.TryGetProperty("open", out var open)) return new ScenarioAction.Open(Context(open));
        if (step.TryGetProperty("update", out var update))
            return new ScenarioAction.Update(update.TryGetProperty("fields", out var fields) ? Context(fields) : FeelContext.Empty,
                update.TryGetProperty("state", out var state) && state.TryGetInt32(out var number) ? number : null, JsonDefinition.TextOrNull(update, "comment"), JsonDefinition.TextOrNull(update, "workNote"));
        if (step.TryGetProperty("complete", out var complete))
            return new ScenarioAction.Complete(json.Text(complete, "task", "A step"), json.Text(complete, "outcome", "A step"), complete.TryGetProperty("fields", out var given) ? Context(given) : FeelContext.Empty);
        if (step.TryGetProperty("message", out var message))
            return new ScenarioAction.Message(json.Text(message, "name", "A step"), message.TryGetProperty("payload", out var payload) ? Context(payload) : FeelContext.Empty);
        return null;
    }

    private static Expectations ReadThen(JsonDefinition json, JsonElement step)
    {
        if (!step.TryGetProperty("then", out var then)) return new(FeelContext.Empty, null, [], null, null);
        var clocks = then.TryGetProperty("clocks", out var named)
            ? named.EnumerateObject().Select(clock => (clock.Name, clock.Value.GetString() ?? "")).ToValueList()
            : [];
        return new(
            then.TryGetProperty("fields", out var fields) ? Context(fields) : FeelContext.Empty,
            then.TryGetProperty("tasks", out _) ? json.Texts(then, "tasks", "A step") : null,
            clocks,
            then.TryGetProperty("told", out _) ? json.Texts(then, "told", "A step") : null,
            then.TryGetProperty("archived", out var archived) ? archived.GetBoolean() : null);
    }

    private static FeelContext Context(JsonElement element) => FeelJson.Read(element).TryGetContext(out var context) ? context : FeelContext.Empty;
}
