using CsCheck;
using WorkflowItsm.Bpmn.Model;
using static WorkflowItsm.Engine.Tests.Some;

namespace WorkflowItsm.Engine.Tests;

/// <summary>Random block-structured processes under random commands: the laws of <see cref="Laws"/> hold after each of them.</summary>
public sealed class RandomProcessTests
{
    private static readonly Gen<Block> _blocks = Gen.Recursive<Block>((depth, block) => depth > 3
        ? Gen.Int[0, 2].Select(kind => (Block)new Leaf(kind))
        : Gen.Frequency(
            (5, Gen.Int[0, 7].Select(kind => (Block)new Leaf(kind))),
            (2, block.Array[1, 3].Select(parts => (Block)new Sequence(parts))),
            (1, block.Array[2, 3].Select(parts => (Block)new Parallel(parts))),
            (1, block.Array[2, 3].Select(parts => (Block)new Choice(parts))),
            (1, Gen.Select(block, Gen.Int[0, 3]).Select((inner, boundary) => (Block)new Scope(inner, boundary))),
            (1, block.Select(inner => (Block)new Loop(inner)))));

    private static readonly Gen<(Block Body, Block? Beside, bool Interrupting, int[] Choices)> _games =
        Gen.Select(_blocks, _blocks.Null(), Gen.Bool, Gen.Int[0, 1_000_000].Array[1, 30]);

    [Fact]
    public void The_laws_hold_for_every_process_and_every_command() => _games.Sample(
        game =>
        {
            var (model, context) = Build(game.Body, game.Beside, game.Interrupting);
            var state = InstanceState.Initial;
            Command? command = new Command.Start(null, Values(("key", "k"), ("x", 1)));
            foreach (var choice in game.Choices)
            {
                if (command is null) break;
                var verdict = ProcessEngine.Decide(context, state, command);
                Laws.Hold(context, state, command, verdict);
                if (verdict is Verdict.Accepted accepted) state = accepted.State;
                if (state.Ended) break;
                Assert.True(state.Waits.Any() || state.Incidents.Any() || state.Tokens.Any(token => model[token.ElementId] is FlowNode.ParallelGateway), "The instance hangs: it waits for nothing.");
                command = Next(state, choice);
            }
        },
        iter: 500);

    /// <summary>A command that fits the state most of the time.</summary>
    private static Command Next(InstanceState state, int choice)
    {
        var values = Values(("x", choice % 4));
        if (choice % 37 == 0) return new Command.Cancel("enough");
        if (choice % 11 == 0) return new Command.SetVariables(values);
        if (choice % 13 == 0) return new Command.CompleteTask(choice % 50, "complete", values);
        if (choice % 5 == 0 && state.Incidents.FirstOrDefault() is { } incident) return new Command.Retry(incident.Id);
        Wait[] waits = [.. state.Waits];
        if (waits.Length == 0) return new Command.SetVariables(values);
        return waits[choice % waits.Length] switch
        {
            Wait.Task task => choice % 7 == 0 ? new Command.AssignTask(task.Id, "ada") : new Command.CompleteTask(task.Id, "complete", values),
            Wait.Timer timer => new Command.FireTimer(timer.Id),
            Wait.Message message => new Command.DeliverMessage(message.Name, message.Key, values),
            Wait.Job job => choice % 3 == 0 ? new Command.FailJob(job.Id, "Down.") : new Command.CompleteJob(job.Id, values),
            Wait.Action action => new Command.TakeAction(action.Id, values),
            Wait.Signal signal => new Command.DeliverSignal(signal.Name, values),
            Wait.Condition => new Command.SetVariables(values),
        };
    }

    private static (ProcessModel Model, ProcessContext Context) Build(Block body, Block? beside, bool interrupting)
    {
        var drawing = new Drawing();
        var elements = Whole(drawing, body, "S", "");
        if (beside is not null)
        {
            var start = $"""<extensionElements><itsm:action id="act" name="Act"/></extensionElements><messageEventDefinition messageRef="alert"/>""";
            elements += $"""<subProcess id="Beside" triggeredByEvent="true" itsm:overlay="3">{Whole(drawing, beside, "BS", start, interrupting)}</subProcess>""";
        }

        var model = Process(elements);
        return (model, new(model, _ => null, new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)) { Limits = new(Steps: 300, Tokens: 60) });
    }

    private static string Whole(Drawing drawing, Block block, string start, string trigger, bool interrupting = true, string end = "")
    {
        var (xml, first, final) = block.Draw(drawing);
        var last = drawing.Id("E");
        return $"""<startEvent id="{start}" isInterrupting="{(interrupting ? "true" : "false")}">{trigger}</startEvent>{xml}<endEvent id="{last}">{end}</endEvent>""" + Flows($"{start}>{first}", $"{final}>{last}");
    }

    private sealed class Drawing
    {
        private int _last;

        public string Id(string prefix) => $"{prefix}{++_last}";
    }

    private abstract record Block
    {
        public abstract (string Xml, string First, string Last) Draw(Drawing drawing);

        protected static (string Xml, string First, string Last) Split(Drawing drawing, Block[] parts, string gateway, Func<string, int, string> flow)
        {
            var (split, join) = (drawing.Id("G"), drawing.Id("G"));
            var xml = gateway == "exclusiveGateway"
                ? $"""<exclusiveGateway id="{split}" default="{split}_@last"/><exclusiveGateway id="{join}"/>"""
                : $"""<{gateway} id="{split}"/><{gateway} id="{join}"/>""";
            for (var i = 0; i < parts.Length; i++)
            {
                var (inner, first, last) = parts[i].Draw(drawing);
                if (i == parts.Length - 1) xml = xml.Replace("@last", first, StringComparison.Ordinal);
                xml += inner + Flows(flow($"{split}>{first}", i), $"{last}>{join}");
            }

            return (xml, split, join);
        }
    }

    private sealed record Leaf(int Kind) : Block
    {
        public override (string Xml, string First, string Last) Draw(Drawing drawing)
        {
            var id = drawing.Id("N");
            var xml = Kind switch
            {
                0 => $"""<userTask id="{id}" itsm:state="2"/>""",
                1 => $"""<task id="{id}"/>""",
                2 => Script(id, "x", "x + 1"),
                3 => $"""<intermediateCatchEvent id="{id}">{Timer("timeDuration", "PT0S")}</intermediateCatchEvent>""",
                4 => $"""<intermediateCatchEvent id="{id}">{Message("reply", "key")}</intermediateCatchEvent>""",
                5 => $"""<serviceTask id="{id}"><extensionElements><itsm:handler name="h"/></extensionElements></serviceTask>""",
                6 => $"""<userTask id="{id}" itsm:overlay="3"/><boundaryEvent id="{id}B" attachedToRef="{id}" cancelActivity="false">{Timer("timeDuration", "PT0S")}</boundaryEvent><endEvent id="{id}E"/>""" + Flows($"{id}B>{id}E"),
                _ => $"""<businessRuleTask id="{id}"><extensionElements><itsm:decision ref="missing"/></extensionElements></businessRuleTask>""",
            };
            return (xml, id, id);
        }
    }

    private sealed record Sequence(Block[] Parts) : Block
    {
        public override (string Xml, string First, string Last) Draw(Drawing drawing)
        {
            var (xml, first, last) = Parts[0].Draw(drawing);
            foreach (var part in Parts[1..])
            {
                var (next, nextFirst, nextLast) = part.Draw(drawing);
                (xml, last) = (xml + next + Flows($"{last}>{nextFirst}"), nextLast);
            }

            return (xml, first, last);
        }
    }

    private sealed record Parallel(Block[] Parts) : Block
    {
        public override (string Xml, string First, string Last) Draw(Drawing drawing) => Split(drawing, Parts, "parallelGateway", (flow, _) => flow);
    }

    private sealed record Choice(Block[] Parts) : Block
    {
        public override (string Xml, string First, string Last) Draw(Drawing drawing) =>
            Split(drawing, Parts, "exclusiveGateway", (flow, i) => i == Parts.Length - 1 ? flow : $"{flow} ? x = {i}");
    }

    /// <summary>A sub-process with an error, an interrupting timer, a message beside it, or nothing on its border.</summary>
    private sealed record Scope(Block Inner, int Boundary) : Block
    {
        public override (string Xml, string First, string Last) Draw(Drawing drawing)
        {
            var (id, join, start) = (drawing.Id("P"), drawing.Id("G"), drawing.Id("S"));
            var inner = Whole(drawing, Inner, start, "", end: Boundary == 1 ? """<errorEventDefinition errorRef="lost"/>""" : "").Replace(""" isInterrupting="true">""", ">", StringComparison.Ordinal);
            var xml = $"""<subProcess id="{id}" itsm:overlay="4">{inner}</subProcess><exclusiveGateway id="{join}"/>""" + Flows($"{id}>{join}");
            var border = Boundary switch
            {
                1 => "<errorEventDefinition/>",
                2 => Timer("timeDuration", "PT0S"),
                3 => Message("reply", "key"),
                _ => "",
            };
            return border.Length == 0
                ? (xml, id, join)
                : (xml + $"""<boundaryEvent id="{id}B" attachedToRef="{id}">{border}</boundaryEvent>""" + Flows($"{id}B>{join}"), id, join);
        }
    }

    /// <summary>Repeats while the data say so; may run into the bound of steps.</summary>
    private sealed record Loop(Block Inner) : Block
    {
        public override (string Xml, string First, string Last) Draw(Drawing drawing)
        {
            var (merge, check) = (drawing.Id("G"), drawing.Id("G"));
            var (inner, first, last) = Inner.Draw(drawing);
            var task = drawing.Id("N");
            return ($"""<exclusiveGateway id="{merge}"/><exclusiveGateway id="{check}" default="{check}_{task}"/><task id="{task}"/>{inner}"""
                + Flows($"{merge}>{first}", $"{last}>{check}", $"{check}>{merge} ? x = 3", $"{check}>{task}"), merge, task);
        }
    }
}
