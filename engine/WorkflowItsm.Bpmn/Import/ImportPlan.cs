using System.Xml.Linq;
using WorkflowItsm.Bpmn.Import.Juel;
using WorkflowItsm.Bpmn.Import.Rules;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;
using WorkflowItsm.SafeXmlReading;

namespace WorkflowItsm.Bpmn.Import;

/// <summary>A change and how it is made; <paramref name="Make"/> is null exactly when a person must.</summary>
internal sealed record ImportStep(ImportChange Change, Action<List<ImportedFile>>? Make);

/// <summary>Collects what the rules find in a file.</summary>
internal sealed class ImportPlan(string fileName, ValueList<ForeignEngine> engines)
{
    /// <summary>How many characters of expressions are read in one file: enough for any process, and done in well below a second.</summary>
    private const int MostExpressions = 150_000;

    private readonly List<ImportStep> _steps = [];
    private readonly HashSet<string> _fixes = new(StringComparer.Ordinal);
    private readonly Dictionary<XElement, (Sentence Place, string? Id)> _owners = [];
    private readonly HashSet<XObject> _seen = [];
    private ILookup<string, XElement>? _waiting;
    private int _expressions;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ImportStep> Steps =>
        [.. _steps.OrderBy(step => step.Change.Finding.Position?.Line ?? 0).ThenBy(step => step.Change.Finding.Position?.Column ?? 0)];

    /// <summary>A change that can be made.</summary>
    /// <param name="code">The kind of finding.</param>
    /// <param name="at">What holds the foreign setting.</param>
    /// <param name="found">The foreign setting.</param>
    /// <param name="ours">What is written instead or beside it.</param>
    /// <param name="make">Makes the change.</param>
    /// <param name="cure">What else is to do; null: nothing.</param>
    public void Offer(string code, XElement at, ForeignText found, string ours, Action<List<ImportedFile>> make, Sentence? cure = null)
    {
        Sentence message = $"found {found.Name} \"{Words.Short(found.Value)}\", which is written here as {Words.Short(ours)}.";
        var (place, id) = Named(at);
        var fix = $"{code}/{id ?? at.Name.LocalName}/{found.Name}";
        for (var number = 2; !_fixes.Add(fix); number++) fix = $"{code}/{id ?? at.Name.LocalName}/{found.Name}/{number}";
        Add(new(code, Severity.Error, id, SafeXml.PositionOf(at), $"{place}: {message}", cure ?? "Apply the change.", ChineseFindings.Book), fix, make);
    }

    /// <summary>A change that needs a person's judgement.</summary>
    public void Tell(string code, Severity severity, XElement at, Sentence message, Sentence cure)
    {
        var (place, id) = Named(at);
        Add(new(code, severity, id, SafeXml.PositionOf(at), $"{place}: {message}", cure, ChineseFindings.Book), null, null);
    }

    /// <summary>A setting that means nothing here.</summary>
    public void Refuse(string code, XElement at, ForeignText found, Sentence cure) =>
        Tell(code, Severity.Warning, at, $"found {found.Name} \"{Words.Short(found.Value)}\", which has no equivalent here.", cure);

    /// <summary>An expression of another engine in FEEL; a finding and null when it cannot be said.</summary>
    public string? Feel(XElement at, string text)
    {
        _expressions += text.Length;
        var said = _expressions > MostExpressions
            ? new Translation(null, "the file holds more expressions than are read.")
            : text.StartsWith('=') && !JuelTemplate.IsExpression(text) ? new Translation(Expressions.WithoutEquals(text), null) : JuelTemplate.Translate(text);
        if (said.Feel is { } feel) return feel;
        Tell("import-expression-unknown", Severity.Error, at,
            $"found the expression \"{Words.Short(text)}\", which cannot be said in FEEL: {said.Reason!}", "Write in FEEL what is meant, or let a handler compute it before.");
        return null;
    }

    /// <summary>
    /// Whether a text is an expression of another engine. A leading <c>=</c> is Camunda 8's; in a file that is of no known engine only a text that
    /// is one expression counts, because words of our own may hold the signs.
    /// </summary>
    public bool IsForeign(string text) => text.StartsWith('=') ? engines.Items.Contains(ForeignEngine.Camunda8)
        : JuelTemplate.IsExpression(text) && (!engines.IsEmpty || WorkRule.Inside(text) is not null);

    /// <summary>The events and tasks that wait for a message.</summary>
    public IEnumerable<XElement> WaitingFor(string message, XElement within)
    {
        _waiting ??= within.Ancestors().Last().Descendants().Where(element => element.Name.Namespace == BpmnXml.Model && element.Name.LocalName is "messageEventDefinition" or "receiveTask")
            .Select(element => (Id: element.Reference("messageRef"), Node: element.Name.LocalName == "receiveTask" ? element : element.Parent))
            .Where(pair => pair is { Id: not null, Node.Name.LocalName: "receiveTask" or "boundaryEvent" or "intermediateCatchEvent" or "startEvent" } && !IsPlainStart(pair.Node))
            .ToLookup(pair => pair.Id!, pair => pair.Node!, StringComparer.Ordinal);
        return _waiting[message];
    }

    /// <summary>Says that a rule looks after an attribute or element, so that it is not told of as one without effect.</summary>
    public void Mark(XObject? seen)
    {
        if (seen is not null) _seen.Add(seen);
    }

    /// <summary>Tells of what no rule looked after.</summary>
    public void Finish(XElement root) => LeftOverRule.Tell(root, _seen, this);

    /// <summary>A message that opens a case waits for nobody in particular.</summary>
    private static bool IsPlainStart(XElement? node) => node?.Name.LocalName == "startEvent" && node.Parent?.Flag("triggeredByEvent", false) != true;

    private void Add(Finding finding, string? fix, Action<List<ImportedFile>>? make) => _steps.Add(new(new(finding with { File = fileName }, fix), make));

    private (Sentence Place, string? Id) Named(XElement at)
    {
        if (BpmnXml.Owner(at) is not { } owner) return ("The file", null);
        if (!_owners.TryGetValue(owner, out var named)) _owners[owner] = named = (Words.Of(owner), owner.Text("id"));
        return named;
    }
}
