using System.Diagnostics;
using System.Globalization;
using System.Text;
using WorkflowItsm.Benchmarks.Quick;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Import;
using WorkflowItsm.Bpmn.Interchange;

namespace WorkflowItsm.Benchmarks.Bpmn;

/// <summary>Loading a large process, and refusing or reading the worst files within the limits.</summary>
internal static class BpmnFigures
{
    private const int Rounds = 9;

    public static IEnumerable<Figure> Measure()
    {
        var large = Encoding.UTF8.GetBytes(Large(2_000));
        if (BpmnFile.Read("large.bpmn", large) is { File: null } refused) throw new InvalidOperationException($"The large process is not read: {refused.Findings[0].Message}");
        yield return new("bpmn-load-2000", Median(() => BpmnFile.Read("large.bpmn", large)), "ms");
        yield return new("bpmn-interchange-2000", Median(() => InterchangeDocument.Read("large.bpmn", large)), "ms");

        var worst = 0.0;
        foreach (var file in Hostile())
        {
            foreach (var read in (Action[])
            [
                () => BpmnFile.Read("hostile.bpmn", file), () => InterchangeDocument.Read("hostile.bpmn", file), () => BpmnImport.Examine("hostile.bpmn", file), () => BpmnImport.Apply("hostile.bpmn", file),
            ]) worst = Math.Max(worst, Median(read, 3));
        }

        yield return new("bpmn-hostile", worst, "ms");
    }

    /// <summary>A process of so many flow nodes: user tasks, gateways with conditions and sub-processes, in one line with branches.</summary>
    private static string Large(int nodes)
    {
        var text = new StringBuilder("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:itsm=\"http://workflowitsm.org/schema/1.0\" targetNamespace=\"urn:large\"><process id=\"large\" isExecutable=\"true\"><startEvent id=\"N0\"/>");
        for (var at = 1; at < nodes - 1; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<sequenceFlow id=\"F{at}\" sourceRef=\"N{at - 1}\" targetRef=\"N{at}\"/>");
            if (at % 4 == 2 && at + 2 < nodes)
            {
                // Round the next node, unless the condition says through it.
                text.Append(CultureInfo.InvariantCulture, $"<exclusiveGateway id=\"N{at}\" default=\"{(at + 1 == nodes - 1 ? "F" : $"F{at + 1}")}\"/><sequenceFlow id=\"G{at}\" sourceRef=\"N{at}\" targetRef=\"N{at + 2}\"><conditionExpression>priority &gt; {at} and count(items) &lt; 3</conditionExpression></sequenceFlow>");
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"<userTask id=\"N{at}\" name=\"Step {at}\"><extensionElements><itsm:task candidateTeam=\"&quot;desk&quot;\"/></extensionElements></userTask>");
            }
        }

        return text.Append(CultureInfo.InvariantCulture, $"<sequenceFlow id=\"F\" sourceRef=\"N{nodes - 2}\" targetRef=\"N{nodes - 1}\"/><endEvent id=\"N{nodes - 1}\"/></process></definitions>").ToString();
    }

    private static IEnumerable<byte[]> Hostile()
    {
        const string head = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"urn:t\"><process id=\"P\" isExecutable=\"true\">", tail = "</process></definitions>";
        return new[]
        {
            string.Concat(Enumerable.Repeat("<task/>", 1_300_000)),
            string.Concat(Enumerable.Range(0, 100_000).Select(at => $"<sequenceFlow id=\"F{at}\" sourceRef=\"A{at}\" targetRef=\"B\"/>")),
            string.Concat(Enumerable.Range(0, 9_400).Select(at => $"<task id=\"T{at}\"/><sequenceFlow id=\"F{at}\" sourceRef=\"T{at}\" targetRef=\"T{(at + 1) % 9_400}\"/>")),
            string.Concat(Enumerable.Repeat("<task id=\"A\"/>", 19_000)),
            string.Concat(Enumerable.Range(0, 15_000).Select(at => $"<boundaryEvent id=\"B{at}\" attachedToRef=\"B{(at + 1) % 15_000}\"/>")),
            string.Concat(Enumerable.Repeat("<subProcess>", 10_000)),
            string.Concat(Enumerable.Range(0, 100_000).Select(at => $"<x xmlns=\"urn:{at}\"/>")),
            $"<task id=\"A\" name=\"{new string('a', 9_000_000)}\"/>",
        }.Select(content => Encoding.UTF8.GetBytes(head + content + tail)).Append(Encoding.UTF8.GetBytes($"<!DOCTYPE d [<!ENTITY a \"a\">]>{head}&a;{tail}"));
    }

    private static double Median(Action read, int rounds = Rounds) => Quick.Rounds.Median(Enumerable.Range(0, rounds).Select(_ =>
    {
        var clock = Stopwatch.StartNew();
        read();
        return clock.Elapsed.TotalMilliseconds;
    }));
}
