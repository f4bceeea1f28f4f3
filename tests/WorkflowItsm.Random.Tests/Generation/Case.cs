using System.Globalization;
using System.Text;

namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>A process, the processes it calls, and a path through it.</summary>
/// <param name="Main">The process.</param>
/// <param name="Called">Two processes that it may call, and an older version of the first.</param>
/// <param name="Path">One number for each step, which chooses what is done.</param>
internal sealed record Case(Body Main, Body[] Called, int[] Path)
{
    /// <summary>The id by which the file holds the older version of the first process that may be called.</summary>
    public const string Older = "Q0older";

    public int Size => Main.Size + Called.Sum(called => called.Size) + Path.Length;

    /// <summary>The file.</summary>
    public string Xml()
    {
        var drawing = new Drawing();
        var xml = new StringBuilder("""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="definitions" targetNamespace="t">""");
        xml.Append('\n');
        for (var i = 0; i < Trigger.Names; i++)
            xml.Append(CultureInfo.InvariantCulture, $"""<message id="m{i}" name="m{i}"/><signal id="s{i}" name="s{i}"/><error id="e{i}" errorCode="e{i}"/><escalation id="c{i}" escalationCode="c{i}"/>""").Append('\n');
        xml.Append("""<signalEventDefinition id="each" signalRef="s0"/>""").Append('\n');
        var main = Process(drawing, "P", Main);
        xml.Append(main);
        // A called process that nothing calls would only cost time.
        if (main.Contains("\"Q1\"", StringComparison.Ordinal)) xml.Append(Process(drawing, "Q1", Called[1]));
        if (xml.ToString().Contains("binding=\"version\"", StringComparison.Ordinal)) xml.Append(Process(drawing, Older, Called[2]));
        if (xml.ToString().Contains("calledElement=\"Q", StringComparison.Ordinal)) xml.Append(Process(drawing, "Q0", Called[0]));
        xml.Append("""<globalUserTask id="U"/><globalScriptTask id="V" scriptLanguage="feel" itsm:resultVariable="log"><script>(if log = null then "" else log) + "V "</script></globalScriptTask>""");
        return xml.Append("</definitions>").ToString();
    }

    /// <summary>Cases that are a little smaller.</summary>
    public IEnumerable<Case> Smaller()
    {
        for (var i = 0; i < Path.Length && Path.Length > 1; i++) yield return this with { Path = [.. Path[..i], .. Path[(i + 1)..]] };
        foreach (var main in Main.Smaller()) yield return this with { Main = main };
        for (var i = 0; i < Called.Length; i++)
            foreach (var called in Called[i].Smaller())
                yield return this with { Called = [.. Called[..i], called, .. Called[(i + 1)..]] };
    }

    private static string Process(Drawing drawing, string id, Body body)
    {
        drawing.Activities.Clear();
        drawing.Data = "Data" + id;
        return $"""
            <process id="{id}" isExecutable="true"><dataObject id="{drawing.Data}" name="data"/>
            {drawing.Inside(() => body.Draw(drawing))}</process>

            """;
    }
}
