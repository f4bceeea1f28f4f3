using System.Text.RegularExpressions;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>Expressions that are the content of an element: conditions and times.</summary>
internal static partial class ExpressionRule
{
    /// <summary>A condition or a number.</summary>
    public static void Ask(XElement element, ImportPlan plan)
    {
        var text = element.Value.Trim();
        if (element.Text("language") is { } language && !language.Contains("feel", StringComparison.OrdinalIgnoreCase) && !language.Contains("juel", StringComparison.OrdinalIgnoreCase)
            && !JuelTemplate.IsExpression(text) && !language.StartsWith("http", StringComparison.Ordinal))
        {
            plan.Tell("import-script", Severity.Error, element,
                $"found a condition in {Words.Short(language)}, which is not run here.", "Write the condition in FEEL.");
            return;
        }
        if (element.Theirs("resource") is { } resource)
        {
            plan.Mark(element.Attributes().FirstOrDefault(attribute => ForeignXml.Is(attribute.Name.Namespace) && attribute.Name.LocalName == "resource"));
            plan.Refuse("import-script", element, resource, "Write the condition in FEEL.");
        }
        if (!plan.IsForeign(text) || plan.Feel(element, text) is not { } feel) return;
        Replace(element, text, feel, "import-expression", plan);
    }

    /// <summary>A time: texts as in ISO 8601 stay as they are.</summary>
    public static void AskTime(XElement element, ImportPlan plan)
    {
        var text = element.Value.Trim();
        if (Cron().IsMatch(text))
        {
            plan.Tell("import-timer", Severity.Error, element,
                $"found the time \"{Words.Short(text)}\" in the notation of cron, expected a time or an interval such as R/PT1H.",
                "Write an interval, or let a schedule of the bundle (schedules.json) open the case.");
            return;
        }
        if (!plan.IsForeign(text) || plan.Feel(element, text) is not { } feel) return;
        Replace(element, text, Timed(element.Name.LocalName, feel), "import-timer", plan);
    }

    private static void Replace(XElement element, string text, string feel, string code, ImportPlan plan) =>
        plan.Offer(code, element, new(element.Name.LocalName, text), feel, _ =>
        {
            OurXml.SetText(element, feel);
            element.Attribute("language")?.Remove();
        });

    /// <summary>There a variable may hold the time as a text, here as a time: both are taken.</summary>
    private static string Timed(string kind, string feel) => kind == "timeCycle" || !Path().IsMatch(feel)
        ? feel
        : $"if {feel} instance of string then {(kind == "timeDate" ? "date and time" : "duration")}({feel}) else {feel}";

    [GeneratedRegex(@"^[\d*/?,\-]+( +[\d*/?,\-A-Za-z#]+){4,6}$", RegexOptions.CultureInvariant)]
    private static partial Regex Cron();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\d_]*(\.[\p{L}_][\p{L}\d_]*)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Path();
}
