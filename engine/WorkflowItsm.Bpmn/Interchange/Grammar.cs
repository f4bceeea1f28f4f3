using System.Collections.Frozen;

namespace WorkflowItsm.Bpmn.Interchange;

/// <summary>What the reader and writer ask of <see cref="GrammarTable"/>: the order of children, what is a reference, which names exist.</summary>
internal sealed class Grammar
{
    /// <summary>Elements that stand for a group of others (the schema's substitution groups).</summary>
    private static readonly FrozenDictionary<string, string[]> Groups = new Dictionary<string, string>
    {
        ["rootElement"] = "category collaboration choreography globalConversation globalChoreographyTask correlationProperty dataStore endPoint error escalation "
            + "eventDefinition globalBusinessRuleTask globalManualTask globalScriptTask globalTask globalUserTask interface itemDefinition message "
            + "partnerEntity partnerRole process resource signal",
        ["eventDefinition"] = "cancelEventDefinition compensateEventDefinition conditionalEventDefinition errorEventDefinition escalationEventDefinition "
            + "linkEventDefinition messageEventDefinition signalEventDefinition terminateEventDefinition timerEventDefinition",
        ["flowElement"] = "adHocSubProcess boundaryEvent businessRuleTask callActivity callChoreography choreographyTask complexGateway dataObject "
            + "dataObjectReference dataStoreReference endEvent event eventBasedGateway exclusiveGateway implicitThrowEvent inclusiveGateway "
            + "intermediateCatchEvent intermediateThrowEvent manualTask parallelGateway receiveTask scriptTask sendTask sequenceFlow serviceTask "
            + "startEvent subChoreography subProcess task transaction userTask",
        ["artifact"] = "association group textAnnotation",
        ["resourceRole"] = "resourceRole performer humanPerformer potentialOwner",
        ["loopCharacteristics"] = "multiInstanceLoopCharacteristics standardLoopCharacteristics",
        ["conversationNode"] = "callConversation conversation subConversation",
        ["expression"] = "expression formalExpression",
        ["diagramElement"] = "BPMNShape BPMNEdge",
    }.ToFrozenDictionary(group => group.Key, group => group.Value.Split(' '), StringComparer.Ordinal);

    /// <summary>Elements with nothing but what every element has; they are known, so that a misspelt name is told.</summary>
    private static readonly string[] Plain =
    [
        "import", "documentation", "extensionElements", "endPoint", "error", "escalation", "itemDefinition", "signal", "cancelEventDefinition", "terminateEventDefinition",
        "auditing", "monitoring", "categoryValue", "dataState", "participantMultiplicity", "resourceParameter", "rendering", "script", "text",
        "expression", "formalExpression", "conditionExpression", "condition", "activationCondition", "completionCondition", "loopCondition", "loopCardinality",
        "timeDate", "timeDuration", "timeCycle", "dataPath", "messagePath", "transformation", "from", "to", "inputDataItem", "outputDataItem", "partitionElement",
    ];

    /// <summary>Of an element whose name differs from its type's.</summary>
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        ["event"] = "throwEvent",
        ["inputDataItem"] = "dataInput",
        ["outputDataItem"] = "dataOutput",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Grammar> All = Build();

    private readonly FrozenDictionary<string, int> _order;

    private Grammar(IEnumerable<string> children, IReadOnlyCollection<string> references)
    {
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        var at = 0;
        foreach (var child in children)
        {
            foreach (var name in Members(child)) order.TryAdd(name, at);
            at++;
        }
        _order = order.ToFrozenDictionary(StringComparer.Ordinal);
        ReferenceAttributes = [.. references.Where(name => name[0] != '/')];
        ReferenceElements = references.Where(name => name[0] == '/').Select(name => name[1..]).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Attributes that hold the id of another element.</summary>
    public string[] ReferenceAttributes { get; }

    /// <summary>Children whose text is the id of another element.</summary>
    public FrozenSet<string> ReferenceElements { get; }

    /// <summary>What the schema fixes of an element of this name; null for a name that it does not know.</summary>
    public static Grammar? Of(string name) => All.GetValueOrDefault(Types.GetValueOrDefault(name, name));

    /// <summary>The place of a child among its siblings, from 0; null for a name that the schema does not know here.</summary>
    public int? PlaceOf(string child) => _order.TryGetValue(child, out var place) ? place : null;

    private static IEnumerable<string> Members(string name) =>
        Groups.TryGetValue(name, out var members) ? members.Where(member => member != name).SelectMany(Members).Append(name) : [name];

    private static FrozenDictionary<string, Grammar> Build()
    {
        var rows = GrammarTable.Rows.Items.ToDictionary(row => row.Name, StringComparer.Ordinal);
        var built = rows.Values.ToDictionary(row => row.Name, row => new Grammar(Line(row).SelectMany(one => one.Children.Items), [.. Line(row).SelectMany(one => one.References.Items)]), StringComparer.Ordinal);
        var plain = built["baseElement"];
        foreach (var name in Plain) built.TryAdd(name, plain);
        // A reference that is written as an element has no children.
        foreach (var reference in rows.Values.SelectMany(row => row.References.Items).Where(name => name[0] == '/')) built.TryAdd(reference[1..], plain);
        return built.ToFrozenDictionary(StringComparer.Ordinal);

        IEnumerable<GrammarRow> Line(GrammarRow row) => row.Base is null ? [row] : Line(rows[row.Base]).Append(row);
    }
}
