using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Interchange;

/// <summary>One type of BPMN's or its diagram's schema, as far as a file is read by it.</summary>
/// <param name="Name">The element's name, or the name of an abstract type.</param>
/// <param name="Base">The type whose children come before; null for none.</param>
/// <param name="Children">Names of own children in the order that the schema fixes; a name may be that of a group.</param>
/// <param name="References">Names of attributes, and with a leading <c>/</c> of child elements, that hold the id of another element.</param>
internal sealed record GrammarRow(string Name, string? Base, ValueList<string> Children, ValueList<string> References)
{
    public GrammarRow(string name, string? @base = null, string children = "", string references = "")
        : this(name, @base, Split(children), Split(references))
    {
    }

    private static ValueList<string> Split(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}

/// <summary>
/// What BPMN 2.0 fixes (formal/2011-01-03, the tables "XML schema" of each clause): the order of children and which texts are
/// references. Elements without children and references of their own are listed in <see cref="Grammar"/>'s groups.
/// </summary>
internal static class GrammarTable
{
    public static readonly ValueList<GrammarRow> Rows =
    [
        new("baseElement", null, "documentation extensionElements"),
        new("definitions", null, "import extension rootElement BPMNDiagram relationship"),
        new("extension", null, "documentation"),
        new("relationship", "baseElement", "source target", "/source /target"),

        new("callableElement", "baseElement", "supportedInterfaceRef ioSpecification ioBinding", "/supportedInterfaceRef"),
        new("process", "callableElement", "auditing monitoring property laneSet flowElement artifact resourceRole correlationSubscription supports", "/supports definitionalCollaborationRef"),
        new("globalTask", "callableElement", "resourceRole"),
        new("globalScriptTask", "globalTask", "script"),
        new("globalUserTask", "globalTask", "rendering"),
        new("globalBusinessRuleTask", "globalTask"),
        new("globalManualTask", "globalTask"),

        new("collaboration", "baseElement",
            "participant messageFlow artifact conversationNode conversationAssociation participantAssociation messageFlowAssociation correlationKey choreographyRef conversationLink",
            "/choreographyRef"),
        new("globalConversation", "collaboration"),
        new("choreography", "collaboration", "flowElement"),
        new("globalChoreographyTask", "choreography", "", "initiatingParticipantRef"),
        new("participant", "baseElement", "interfaceRef endPointRef participantMultiplicity", "/interfaceRef /endPointRef processRef"),
        new("participantAssociation", "baseElement", "innerParticipantRef outerParticipantRef", "/innerParticipantRef /outerParticipantRef"),
        new("messageFlow", "baseElement", "", "sourceRef targetRef messageRef"),
        new("messageFlowAssociation", "baseElement", "", "innerMessageFlowRef outerMessageFlowRef"),
        new("conversationNode", "baseElement", "participantRef messageFlowRef correlationKey", "/participantRef /messageFlowRef"),
        new("conversation", "conversationNode"),
        new("callConversation", "conversationNode", "participantAssociation", "calledCollaborationRef"),
        new("subConversation", "conversationNode", "conversationNode"),
        new("conversationAssociation", "baseElement", "", "innerConversationNodeRef outerConversationNodeRef"),
        new("conversationLink", "baseElement", "", "sourceRef targetRef"),

        new("correlationKey", "baseElement", "correlationPropertyRef", "/correlationPropertyRef"),
        new("correlationProperty", "baseElement", "correlationPropertyRetrievalExpression"),
        new("correlationPropertyBinding", "baseElement", "dataPath", "correlationPropertyRef"),
        new("correlationPropertyRetrievalExpression", "baseElement", "messagePath", "messageRef"),
        new("correlationSubscription", "baseElement", "correlationPropertyBinding", "correlationKeyRef"),

        new("category", "baseElement", "categoryValue"),
        new("dataStore", "baseElement", "dataState", "itemSubjectRef"),
        new("interface", "baseElement", "operation"),
        new("operation", "baseElement", "inMessageRef outMessageRef errorRef", "/inMessageRef /outMessageRef /errorRef"),
        new("message", "baseElement", "", "itemRef"),
        new("partnerEntity", "baseElement", "participantRef", "/participantRef"),
        new("partnerRole", "baseElement", "participantRef", "/participantRef"),
        new("resource", "baseElement", "resourceParameter"),
        new("resourceRole", "baseElement", "resourceRef resourceParameterBinding resourceAssignmentExpression", "/resourceRef"),
        new("performer", "resourceRole"),
        new("humanPerformer", "performer"),
        new("potentialOwner", "humanPerformer"),
        new("resourceAssignmentExpression", "baseElement", "expression"),
        new("resourceParameterBinding", "baseElement", "expression", "parameterRef"),

        new("flowElement", "baseElement", "auditing monitoring categoryValueRef", "/categoryValueRef"),
        new("flowNode", "flowElement", "incoming outgoing", "/incoming /outgoing"),
        new("sequenceFlow", "flowElement", "conditionExpression", "sourceRef targetRef"),
        new("dataObject", "flowElement", "dataState", "itemSubjectRef"),
        new("dataObjectReference", "flowElement", "dataState", "itemSubjectRef dataObjectRef"),
        new("dataStoreReference", "flowElement", "dataState", "itemSubjectRef dataStoreRef"),

        new("activity", "flowNode", "ioSpecification property dataInputAssociation dataOutputAssociation resourceRole loopCharacteristics", "default"),
        new("task", "activity"),
        new("manualTask", "task"),
        new("serviceTask", "task", "", "operationRef"),
        new("sendTask", "task", "", "messageRef operationRef"),
        new("receiveTask", "task", "", "messageRef operationRef"),
        new("businessRuleTask", "task"),
        new("scriptTask", "task", "script"),
        new("userTask", "task", "rendering"),
        new("subProcess", "activity", "laneSet flowElement artifact"),
        new("transaction", "subProcess"),
        new("adHocSubProcess", "subProcess", "completionCondition"),
        new("callActivity", "activity", "", "calledElement"),
        new("choreographyActivity", "flowNode", "participantRef correlationKey", "/participantRef initiatingParticipantRef"),
        new("choreographyTask", "choreographyActivity", "messageFlowRef", "/messageFlowRef"),
        new("callChoreography", "choreographyActivity", "participantAssociation", "calledChoreographyRef"),
        new("subChoreography", "choreographyActivity", "flowElement artifact"),

        new("gateway", "flowNode"),
        new("exclusiveGateway", "gateway", "", "default"),
        new("inclusiveGateway", "gateway", "", "default"),
        new("complexGateway", "gateway", "activationCondition", "default"),
        new("parallelGateway", "gateway"),
        new("eventBasedGateway", "gateway"),

        new("event", "flowNode", "property"),
        new("catchEvent", "event", "dataOutput dataOutputAssociation outputSet eventDefinition eventDefinitionRef", "/eventDefinitionRef"),
        new("throwEvent", "event", "dataInput dataInputAssociation inputSet eventDefinition eventDefinitionRef", "/eventDefinitionRef"),
        new("startEvent", "catchEvent"),
        new("intermediateCatchEvent", "catchEvent"),
        new("boundaryEvent", "catchEvent", "", "attachedToRef"),
        new("endEvent", "throwEvent"),
        new("intermediateThrowEvent", "throwEvent"),
        new("implicitThrowEvent", "throwEvent"),
        new("messageEventDefinition", "baseElement", "operationRef", "/operationRef messageRef"),
        new("timerEventDefinition", "baseElement", "timeDate timeDuration timeCycle"),
        new("errorEventDefinition", "baseElement", "", "errorRef"),
        new("escalationEventDefinition", "baseElement", "", "escalationRef"),
        new("signalEventDefinition", "baseElement", "", "signalRef"),
        new("compensateEventDefinition", "baseElement", "", "activityRef"),
        new("conditionalEventDefinition", "baseElement", "condition"),
        new("linkEventDefinition", "baseElement", "source target", "/source /target"),

        new("standardLoopCharacteristics", "baseElement", "loopCondition"),
        new("multiInstanceLoopCharacteristics", "baseElement",
            "loopCardinality loopDataInputRef loopDataOutputRef inputDataItem outputDataItem complexBehaviorDefinition completionCondition",
            "/loopDataInputRef /loopDataOutputRef oneBehaviorEventRef noneBehaviorEventRef"),
        new("complexBehaviorDefinition", "baseElement", "condition event"),

        new("ioSpecification", "baseElement", "dataInput dataOutput inputSet outputSet"),
        new("ioBinding", "baseElement", "", "operationRef inputDataRef outputDataRef"),
        new("dataInput", "baseElement", "dataState", "itemSubjectRef"),
        new("dataOutput", "baseElement", "dataState", "itemSubjectRef"),
        new("property", "baseElement", "dataState", "itemSubjectRef"),
        new("inputSet", "baseElement", "dataInputRefs optionalInputRefs whileExecutingInputRefs outputSetRefs", "/dataInputRefs /optionalInputRefs /whileExecutingInputRefs /outputSetRefs"),
        new("outputSet", "baseElement", "dataOutputRefs optionalOutputRefs whileExecutingOutputRefs inputSetRefs", "/dataOutputRefs /optionalOutputRefs /whileExecutingOutputRefs /inputSetRefs"),
        new("dataAssociation", "baseElement", "sourceRef targetRef transformation assignment", "/sourceRef /targetRef"),
        new("dataInputAssociation", "dataAssociation"),
        new("dataOutputAssociation", "dataAssociation"),
        new("assignment", "baseElement", "from to"),

        new("laneSet", "baseElement", "lane"),
        new("lane", "baseElement", "partitionElement flowNodeRef childLaneSet", "/flowNodeRef partitionElementRef"),
        new("childLaneSet", "laneSet"),
        new("association", "baseElement", "", "sourceRef targetRef"),
        new("group", "baseElement", "", "categoryValueRef"),
        new("textAnnotation", "baseElement", "text"),

        new("BPMNDiagram", null, "BPMNPlane BPMNLabelStyle"),
        new("BPMNPlane", null, "extension diagramElement", "bpmnElement"),
        new("BPMNShape", null, "extension Bounds BPMNLabel", "bpmnElement choreographyActivityShape"),
        new("BPMNEdge", null, "extension waypoint BPMNLabel", "bpmnElement sourceElement targetElement"),
        new("BPMNLabel", null, "extension Bounds", "labelStyle"),
        new("BPMNLabelStyle", null, "Font"),
    ];
}
