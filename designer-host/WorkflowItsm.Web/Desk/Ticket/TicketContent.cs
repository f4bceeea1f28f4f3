using System.Text;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Itsm.Timeline;
using WorkflowItsm.Web.Desk.Parts;

namespace WorkflowItsm.Web.Desk.Ticket;

/// <summary>A ticket as one person sees it at one version.</summary>
/// <param name="Found">The ticket.</param>
/// <param name="Actor">Who sees it.</param>
/// <param name="Options">What may be done now, and why not.</param>
/// <param name="Lines">Its timeline, oldest first.</param>
/// <param name="Visited">The elements it has reached.</param>
public sealed record TicketContent(FoundTicket Found, Actor Actor, ValueList<TicketOption> Options, ValueList<TimelineLine> Lines, ValueList<string> Visited)
{
    /// <summary>How the people of it are called.</summary>
    public PeopleNames People { get; init; } = PeopleNames.None;

    public string Number => Found.Record.Number;

    public string Table => Found.Record.Table;

    public long Version => Found.Record.Version;

    public Release Release => Found.Release;

    public ProcessModel? Process => Release.FindProcess(Found.State.ProcessId);

    public bool IsArchived => Found.State.IsArchived;

    /// <summary>Whether the person may change anything of it.</summary>
    public bool MayChange => !IsArchived && Policies.Permit(Policies.ChangeTickets, Actor);

    /// <summary>Whether the person works on tickets and may change this one.</summary>
    public bool MayWork => !IsArchived && Policies.Permit(Policies.WorkTickets, Actor);

    /// <summary>Whether the person may change by hand where its process stands.</summary>
    public bool MayOperate => !IsArchived && Policies.Permit(Policies.DecideOperations, Actor);

    /// <summary>Where a token can be moved: the elements drawn beside the one it is at, by name. Empty when it does one round of a loop or undoes something.</summary>
    public IReadOnlyList<(string Id, string Name)> TargetsOf(TokenState token)
    {
        var scope = Found.State.Instance.Scopes.FirstOrDefault(scope => scope.Id == token.ScopeId);
        if (scope is not { IsBody: true } || Release.Locate(Found.State.ProcessId, token.ElementId) is not { } here) return [];
        var way = token.ElementId[..^here.Node.Id.Length];
        return
        [
            .. from node in here.Process.NodesOf(here.Node.ScopeId)
               where node is not (FlowNode.BoundaryEvent or FlowNode.SubProcess { IsEventSubProcess: true }) && !node.IsForCompensation && node.Id != here.Node.Id
               select (way + node.Id, TicketWords.Element(Release, Found.State.ProcessId, way + node.Id)),
        ];
    }

    public IEnumerable<Attachment> Files => Lines.Items.Select(line => line.Attachment).OfType<Attachment>();

    /// <summary>Its open tasks, those in front that this person can do something with.</summary>
    public IReadOnlyList<TaskContent> Tasks =>
    [
        .. from task in Found.State.Instance.Waits.OfType<Wait.Task>()
           let outcomes = Options.Items.Where(option => !option.Option.IsAction && option.Option.WaitId == task.Id).ToList()
           orderby outcomes.Exists(option => option.WhyNot is null) descending
           select new TaskContent(task, TicketWords.Element(Release, Found.State.ProcessId, task.ElementId), FormText(task.ElementId),
               Found.FormOf(task.ElementId)?.Fields.Items.Select(one => one.Key).ToHashSet(StringComparer.Ordinal) ?? [], outcomes),
    ];

    /// <summary>What may be done beside the tasks, such as putting on hold.</summary>
    public IEnumerable<TicketOption> Actions => Options.Items.Where(option => option.Option.IsAction);

    /// <summary>The drawing of its process; null when there is none.</summary>
    public string? Diagram => Process is { } process && Release.BundleOf(process) is var bundle
        && bundle.Parts.Items.OfType<ProcessPart>().FirstOrDefault(part => part.Content.Processes.Items.Any(known => known.Id == process.Id)) is { } file
            ? Text(file.Path)
            : null;

    public IReadOnlyList<string> Active => [.. Found.State.Instance.Waits.OfType<Wait.Task>().Select(task => task.ElementId).Concat(Found.State.Instance.Tokens.Select(token => token.ElementId)).Distinct()];

    public IReadOnlyList<string> Stopped => [.. Found.State.Instance.Incidents.Select(incident => incident.ElementId).OfType<string>()];

    /// <summary>A field's value as people read it; "" for none.</summary>
    public string Value(string field) => TicketWords.Value(Release, Table, field, Found.Record.Fields[field], People);

    /// <summary>Whether somebody who decided on one would decide the same on the other: comments and clocks change nothing of it.</summary>
    public bool IsSameDecision(TicketContent other) =>
        Actor == other.Actor
        && Found.State.Instance.State == other.Found.State.Instance.State
        && Found.State.Instance.Variables.Equals(other.Found.State.Instance.Variables)
        && Found.State.Instance.Waits.OfType<Wait.Task>().SequenceEqual(other.Found.State.Instance.Waits.OfType<Wait.Task>());

    private string? FormText(string elementId) =>
        Found.FormOf(elementId) is { } form && Release.Locate(Found.State.ProcessId, elementId)?.Bundle.Files.Items.FirstOrDefault(file => file.Path == form.Path) is { } file
            ? Encoding.UTF8.GetString(file.Content.Span)
            : null;

    private string? Text(string path) => Process is { } process && Release.BundleOf(process).Files.Items.FirstOrDefault(file => file.Path == path) is { } file
        ? Encoding.UTF8.GetString(file.Content.Span)
        : null;
}

/// <summary>An open task as one person sees it.</summary>
/// <param name="Task">The task.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Schema">Its form as the file has it; null for none.</param>
/// <param name="FormKeys">The names of the form's values.</param>
/// <param name="Outcomes">Its outcomes, in order.</param>
public sealed record TaskContent(Wait.Task Task, string Name, string? Schema, IReadOnlySet<string> FormKeys, IReadOnlyList<TicketOption> Outcomes)
{
    /// <summary>Whether this person may do it.</summary>
    public bool IsForActor => Outcomes.Any(option => option.WhyNot is null);

    /// <summary>Whether it is the kind of task that agents take and give back.</summary>
    public bool IsTaken => Outcomes.All(option => option.Option.Performers.Items.All(performer => performer == "agent"));

    /// <summary>What outcomes require that the form does not ask for.</summary>
    public IEnumerable<string> FurtherFields => Outcomes.Where(option => option.WhyNot is null)
        .SelectMany(option => option.Option.Outcome.Requires.Items).Distinct(StringComparer.Ordinal).Where(name => !FormKeys.Contains(name));
}
