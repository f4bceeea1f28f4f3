using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Strict;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Tests.Strict;

/// <summary>
/// One case of <c>Files/strict-cases.txt</c>: a heading with a rule, the content of an executable process (after <c>root:</c> that of
/// the definitions) that breaks it, and <c>fix: OLD ==> NEW</c> that make a right one of it. <c>flows: A-B B-C</c> writes sequence
/// flows; both ends list every flow but the one that is called unlisted.
/// </summary>
internal sealed partial record StrictCase(string Code, string Offender, string Neighbour)
{
    private static readonly XNamespace _model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    public static IReadOnlyList<StrictCase> All { get; } =
        [.. ("\n" + System.IO.File.ReadAllText(Repository.PathOf("strict-cases.txt"))).Split("\n## ", StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    public static ValueList<Finding> Check(string content) => BpmnStrict.Check("case.bpmn", Encoding.UTF8.GetBytes(File(content)), location =>
        location == "other.bpmn" ? Encoding.UTF8.GetBytes($"""<definitions xmlns="{_model}" targetNamespace="urn:other"><process id="Imported"/></definitions>""") : null);

    /// <summary>The whole file.</summary>
    public static string File(string content)
    {
        content = Flows().Replace(content, flows => string.Concat(flows.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('-'))
            .Select(ends => $"<sequenceFlow id=\"F_{ends[0]}_{ends[1]}\" sourceRef=\"{ends[0]}\" targetRef=\"{ends[1]}\"/>")));
        var body = content.StartsWith("root:", StringComparison.Ordinal) ? content["root:".Length..] : $"<process id=\"P\" isExecutable=\"true\">{content}</process>";
        var document = XDocument.Parse($"""
            <definitions xmlns="{_model}" xmlns:x="urn:x" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
              xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" targetNamespace="urn:case">
              <itemDefinition id="I" structureRef="xsd:string"/><itemDefinition id="I_same" structureRef="xsd:string"/><itemDefinition id="I2" structureRef="xsd:int"/>
              <itemDefinition id="IC" structureRef="xsd:string" isCollection="true"/>
              <message id="M" itemRef="I"/><message id="M2" itemRef="I2"/><message id="M0"/><error id="E" errorCode="x"/><error id="E0"/>
              <escalation id="ES" escalationCode="x"/><escalation id="ES0"/><signal id="SIG"/>
              <interface id="IF" name="one"><operation id="OP" name="do"><inMessageRef>M</inMessageRef><outMessageRef>M2</outMessageRef></operation></interface>
              <interface id="IF2" name="two"><operation id="OP2" name="do"><inMessageRef>M0</inMessageRef></operation></interface>
              <resource id="R" name="one"><resourceParameter id="RP"/></resource><resource id="R2" name="two"><resourceParameter id="RP2"/></resource>
              <escalationEventDefinition id="ED_escalation" escalationRef="ES0"/><escalationEventDefinition id="ED_escalation_code" escalationRef="ES"/>
              <timerEventDefinition id="ED_timer"/><messageEventDefinition id="ED_message"/><signalEventDefinition id="ED_signal"/><linkEventDefinition id="ED_link" name="x"/>
              <globalUserTask id="Global"/>
              {body}
            </definitions>
            """);
        var ids = document.Descendants().Where(element => element.Attribute("id") is not null).ToLookup(element => element.Attribute("id")!.Value);
        foreach (var flow in document.Descendants(_model + "sequenceFlow").Where(flow => flow.Attribute("id")!.Value != "unlisted").ToList())
        {
            ids[flow.Attribute("sourceRef")!.Value].First().AddFirst(new XElement(_model + "outgoing", flow.Attribute("id")!.Value));
            ids[flow.Attribute("targetRef")!.Value].First().AddFirst(new XElement(_model + "incoming", flow.Attribute("id")!.Value));
        }

        return document.ToString();
    }

    private static StrictCase Parse(string part)
    {
        var lines = part.TrimEnd().Split('\n');
        var offender = string.Join('\n', lines.Skip(1).Where(line => !line.StartsWith("fix: ", StringComparison.Ordinal)));
        var fixes = lines.Where(line => line.StartsWith("fix: ", StringComparison.Ordinal)).Select(line => $"{line["fix: ".Length..]} ".Split(" ==> "));
        return new(lines[0], offender, fixes.Aggregate(offender, (text, fix) =>
            text.Contains(fix[0], StringComparison.Ordinal) ? text.Replace(fix[0], fix[1].Trim(), StringComparison.Ordinal) : throw new InvalidDataException($"{lines[0]}: there is no {fix[0]}")));
    }

    [GeneratedRegex("^flows:(.*)$", RegexOptions.Multiline)]
    private static partial Regex Flows();
}
