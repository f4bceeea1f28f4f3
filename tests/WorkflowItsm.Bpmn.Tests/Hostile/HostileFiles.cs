using System.Globalization;
using System.Text;

namespace WorkflowItsm.Bpmn.Tests.Hostile;

/// <summary>Files that are made to cost time and memory. Each stays within ten megabytes, so that it is not the size alone that refuses it.</summary>
internal static class HostileFiles
{
    private const string Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private const string Head = $"<definitions xmlns=\"{Model}\" xmlns:itsm=\"http://workflowitsm.org/schema/1.0\" xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\" targetNamespace=\"urn:t\"><process id=\"P\" isExecutable=\"true\">";
    private const string Tail = "</process></definitions>";
    private const int Large = 9 * 1024 * 1024;

    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>(StringComparer.Ordinal)
    {
        ["10 MB of small elements"] = () => Repeated("<task/>", Large / 7),
        ["10 MB of text"] = () => Process($"<documentation>{new string('a', Large)}</documentation>"),
        ["11 MB"] = () => new byte[11 * 1024 * 1024],
        ["100,000 elements in a row"] = () => Repeated(at => $"<task id=\"T{at}\"/>", 100_000),
        ["100,000 flows between two tasks"] = () => Process("<task id=\"A\"/><task id=\"B\"/>" + Many(at => $"<sequenceFlow id=\"F{at}\" sourceRef=\"A\" targetRef=\"B\"/>", 100_000)),
        ["19,000 elements in a circle"] = () => Process("<startEvent id=\"S\"/><sequenceFlow id=\"F\" sourceRef=\"S\" targetRef=\"T0\"/>"
            + Many(at => $"<task id=\"T{at}\"/><sequenceFlow id=\"F{at}\" sourceRef=\"T{at}\" targetRef=\"T{(at + 1) % 9_400}\"/>", 9_400)),
        ["19,000 gateways and flows, each with each"] = () => Process("<startEvent id=\"S\"/><sequenceFlow id=\"F\" sourceRef=\"S\" targetRef=\"T0\"/>"
            + Many(at => $"<inclusiveGateway id=\"T{at}\"/>", 130) + Many(at => $"<sequenceFlow id=\"F{at}\" sourceRef=\"T{at / 130}\" targetRef=\"T{at % 130}\"/>", 130 * 130)),
        ["nesting of 10,000"] = () => Process(string.Concat(Enumerable.Repeat("<subProcess>", 10_000)) + string.Concat(Enumerable.Repeat("</subProcess>", 10_000))),
        ["nesting of 250 with flows"] = () => Process(Many(at => $"<subProcess id=\"N{at}\"><startEvent id=\"S{at}\"/><task id=\"T{at}\"/><sequenceFlow id=\"F{at}\" sourceRef=\"S{at}\" targetRef=\"T{at}\"/>", 250) + string.Concat(Enumerable.Repeat("</subProcess>", 250))),
        ["boundary events that are attached to each other"] = () => Process(Many(at => $"<boundaryEvent id=\"B{at}\" attachedToRef=\"B{(at + 1) % 15_000}\"/>", 15_000)),
        ["calls, defaults and references in circles"] = () => Process(Many(at => $"<callActivity id=\"C{at}\" calledElement=\"P\" default=\"C{at}\"><incoming>C{at}</incoming><outgoing>C{at}</outgoing></callActivity>", 6_000)),
        ["19,000 times the same id"] = () => Repeated("<task id=\"A\"/>", 19_000),
        ["100,000 dangling references"] = () => Repeated(at => $"<sequenceFlow sourceRef=\"A{at}\" targetRef=\"B{at}\"/>", 100_000),
        ["unknown namespaces, a new one at each element"] = () => Repeated(at => $"<x xmlns=\"urn:{at}\"/>", 100_000),
        ["a namespace of a megabyte"] = () => Bytes($"<definitions xmlns=\"urn:{new string('a', 1024 * 1024)}\"/>"),
        ["a thousand prefixes in scope of 15,000 references"] = () => Process($"<subProcess id=\"S\" {Many(at => $"xmlns:p{at}=\"urn:{at}\" ", 490)}>{Many(at => $"<receiveTask id=\"R{at}\" messageRef=\"p{at % 490}:M\"/>", 15_000)}</subProcess>"),
        ["a document type"] = () => Bytes($"<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>{Head}&b;{Tail}"),
        ["a document type from outside"] = () => Bytes($"<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/d.dtd\">{Head}{Tail}"),
        ["an attribute of a megabyte"] = () => Process($"<task id=\"A\" name=\"{new string('a', 1024 * 1024)}\"/>"),
        ["an id of five megabytes that ten thousand findings name"] = () => Bytes(Head.Replace("id=\"P\"", $"id=\" {new string('a', 5 * 1024 * 1024)}\" name=\"{new string(' ', 1024 * 1024)}b\"", StringComparison.Ordinal) + Many(at => $"<itsm:x{at}/>", 15_000) + Tail),
        ["an element of 10,000 attributes"] = () => Process($"<task {Many(at => $"a{at}=\"\" ", 10_000)}/>"),
        ["a name of an element of a megabyte"] = () => Process($"<{new string('a', 1024 * 1024)}/>"),
        ["a tag of a megabyte that is not closed"] = () => Process($"<{new string('a', 1024 * 1024)}>"),
        ["an expression of a megabyte"] = () => Process(Condition($"${{{string.Join('+', Enumerable.Repeat("a", 500_000))}}}") + Condition(string.Join('+', Enumerable.Repeat("a", 500_000)))),
        ["an expression nested a hundred thousand deep"] = () => Process(Condition(new string('(', 100_000)) + Condition($"${{{new string('(', 100_000)}}}") + Condition($"${{{new string('!', 100_000)}a}}")),
        ["9,000 expressions of other engines"] = () => Process("<task id=\"A\"/>" + Many(at => $"<sequenceFlow id=\"F{at}\" sourceRef=\"A\" targetRef=\"A\"><conditionExpression>${{a{at} &gt; {at} &amp;&amp; !b.contains('x') || empty c ? d.e[0] : f}}</conditionExpression></sequenceFlow>", 9_000)),
        ["9,000 settings of ours at one element"] = () => Process($"<task id=\"A\"><extensionElements>{Many(at => $"<itsm:outcome id=\"o{at}\" condition=\"(\"/><itsm:input name=\"n{at}\" value=\"1\"/>", 9_000)}</extensionElements></task>"),
        ["9,000 mappings of another engine at one element"] = () => Process($"<task id=\"A\"><extensionElements><camunda:inputOutput>{Many(at => $"<camunda:inputParameter name=\"n{at}\">${{a}}</camunda:inputParameter>", 9_000)}</camunda:inputOutput></extensionElements></task>"),
        ["9,000 events that wait for one message of another engine"] = () => Process(Many(at => $"<receiveTask id=\"R{at}\" messageRef=\"M\"/>", 9_000) + "</process><message id=\"M\" name=\"m\"><extensionElements><zeebe:subscription correlationKey=\"=a\"/></extensionElements></message><process id=\"Q\">"),
    };

    /// <summary>A file of so many names that no other has.</summary>
    public static byte[] Names(int count, string fresh) => Process(Many(at => $"<task><extensionElements><x{fresh}{at}/></extensionElements></task>", count));

    private static string Condition(string text) => $"<sequenceFlow id=\"F{text.Length}{text[0]}{text[^1]}\" sourceRef=\"A\" targetRef=\"A\"><conditionExpression>{text}</conditionExpression></sequenceFlow>";

    private static byte[] Repeated(string element, int count) => Process(string.Concat(Enumerable.Repeat(element, count)));

    private static byte[] Repeated(Func<int, string> element, int count) => Process(Many(element, count));

    private static string Many(Func<int, string> element, int count)
    {
        var text = new StringBuilder();
        for (var at = 0; at < count; at++) text.Append(CultureInfo.InvariantCulture, $"{element(at)}");
        return text.ToString();
    }

    private static byte[] Process(string content) => Bytes(Head + content + Tail);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
