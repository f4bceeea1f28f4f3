using System.Text;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Random.Tests.Reference;

namespace WorkflowItsm.Random.Tests.Comparing;

/// <summary>Counts what cases met: kinds of elements, events on the border of activities, loops, steps, incidents and depths. One for each case; added up under a lock.</summary>
internal sealed class Coverage
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public long this[string name] => _counts.GetValueOrDefault(name);

    public int Cases { get; private set; }

    public int Away { get; private set; }

    public void RanAway() => Away++;

    /// <summary>Adds a case's counts to these.</summary>
    public void Add(Coverage other)
    {
        lock (_counts)
        {
            Cases++;
            Away += other.Away;
            foreach (var (name, count) in other._counts) _counts[name] = this[name] + count;
        }
    }

    /// <summary>Counts what a step of the reference did.</summary>
    public void Met(World world, Interpreter reference, Step step)
    {
        Count($"step {step.Kind}{(reference.Refused is null ? "" : " refused")}");
        if (step.Kind == StepKind.Start) Count($"start {Names.Start(world.Main, step)}");
        foreach (var (name, times) in reference.Trace.Entered)
        {
            var (model, node) = Find(world, name);
            Count($"element {Names.Of(model, node)}", times);
            if (node is FlowNode.BoundaryEvent border) Count(Pair(model[border.AttachedTo], Names.Border(border)));
            foreach (var drawn in model.Nodes.Items.OfType<FlowNode.BoundaryEvent>().Where(other => other.AttachedTo == node.Id))
                Count(Drawn(Names.Activity(node), Names.Border(drawn)));
            if (node is FlowNode.AdHocSubProcess { IsManual: true }) Count("element AdHocSubProcess by hand");
            if (node is FlowNode.CallActivity { Binding: not CallBinding.Deployment } call) Count($"call {call.Binding.GetType().Name}");
            if (model.Id == Generation.Case.Older) Count("call into the older release");
            if (node.Loop is { } loop) Count($"loop {Names.Activity(node)} x {Names.Of(loop)}");
            Count($"depth {Depth(model, node)}");
            if (node.IsForCompensation)
                foreach (var undone in model.Nodes.Items.OfType<FlowNode.BoundaryEvent>().Where(other => other.HandlerId == node.Id))
                    Count(Pair(model[undone.AttachedTo], "Compensation"));
        }

        foreach (var stop in reference.Stops) Count($"incident {stop.Code}");
    }

    public static string Pair(string activity, string border) => $"border {activity} x {border}";

    public static string Drawn(string activity, string border) => $"drawn {activity} x {border}";

    private static string Pair(FlowNode activity, string border) => Pair(Names.Activity(activity), border);

    /// <summary>The counts whose names begin with a word, as lines.</summary>
    public string Lines(string word)
    {
        var text = new StringBuilder();
        foreach (var (name, count) in _counts.Where(pair => pair.Key.StartsWith(word + " ", StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {name[(word.Length + 1)..],-48} {count,9}\n");
        return text.ToString();
    }

    /// <summary>The events on borders as a table: activities down, events across.</summary>
    public string Table()
    {
        var text = new StringBuilder();
        string[] borders = [.. Names.Borders];
        for (var i = 0; i < borders.Length; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {i,2} {borders[i]}\n");
        text.Append(new string(' ', 18));
        for (var i = 0; i < borders.Length; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i,7}");
        foreach (var activity in Names.Activities)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n  {activity,-16}");
            foreach (var border in borders) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{this[Pair(activity, border)],7}");
        }

        return text.Append('\n').ToString();
    }

    private void Count(string name, int times = 1) => _counts[name] = this[name] + times;

    private static (ProcessModel Model, FlowNode Node) Find(World world, string name)
    {
        var parts = name.Split('/');
        var model = parts.Length > 1 ? world.Find(parts[^2])! : world.Main;
        return (model, model[parts[^1]]);
    }

    private static int Depth(ProcessModel model, FlowNode node)
    {
        var depth = 0;
        for (var around = model.Find(node.ScopeId); around is not null; around = model.Find(around.ScopeId)) depth++;
        return depth;
    }
}
