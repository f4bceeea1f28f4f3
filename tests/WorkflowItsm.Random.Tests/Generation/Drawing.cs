using System.Text;

namespace WorkflowItsm.Random.Tests.Generation;

/// <summary>A drawing that grows: gives ids, and keeps what belongs to the process or sub-process that is drawn.</summary>
internal sealed class Drawing
{
    private int _last;

    /// <summary>The content of the process or sub-process that is drawn.</summary>
    public StringBuilder Xml { get; private set; } = new();

    /// <summary>Whether a transaction is around, whose cancel events are allowed.</summary>
    public bool InTransaction { get; set; }

    /// <summary>The activities beside or around, which a compensation event may name.</summary>
    public List<string> Activities { get; private set; } = [];

    /// <summary>The data object of the process that is drawn.</summary>
    public string Data { get; set; } = "";

    public string Id(string prefix) => $"{prefix}{++_last}";

    /// <summary>Draws the content of a sub-process and gives it back.</summary>
    public string Inside(Action draw)
    {
        var (around, activities) = (Xml, Activities);
        (Xml, Activities) = (new(), [.. activities]);
        draw();
        var inside = Xml.ToString();
        (Xml, Activities) = (around, activities);
        return inside;
    }

    public void Add(string xml) => Xml.Append(xml).Append('\n');

    /// <summary>A sequence flow; its id.</summary>
    public string Flow(string from, string to, string? condition = null)
    {
        var id = Id("f");
        Add(condition is null
            ? $"""<sequenceFlow id="{id}" sourceRef="{from}" targetRef="{to}"/>"""
            : $"""<sequenceFlow id="{id}" sourceRef="{from}" targetRef="{to}"><conditionExpression>{Escaped(condition)}</conditionExpression></sequenceFlow>""");
        return id;
    }

    public static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>A condition over the variables x, which commands set, and y, which only grows; one in a while is no boolean.</summary>
    public static string Condition(int choice) => choice % 23 == 22 ? "nothing > 1" : (choice % 9) switch
    {
        0 => "x = 0",
        1 => "x = 1",
        2 => "x > 1",
        3 => "y > 1",
        4 => "y > 3",
        5 => "x < 2",
        6 => "x != 3",
        7 => "true",
        _ => "y < 3",
    };

    /// <summary>A script that tells that it ran, in which round, and on which item; and sometimes counts.</summary>
    public static string Script(string id, int choice) => Escaped((choice % 4) switch
    {
        0 => "(if y = null then 0 else y) + 1",
        _ => $"(if log = null then \"\" else log) + \"{id}\" + (if loopCounter = null then \"\" else \"/\" + string(loopCounter)) + (if item = null then \"\" else \"=\" + string(item)) + \" \"",
    });

    /// <summary>The variable of such a script.</summary>
    public static string ScriptVariable(int choice) => choice % 4 == 0 ? "y" : choice % 11 == 5 ? "result" : "log";
}
