namespace WorkflowItsm.Bpmn.Strict.Rules;

/// <summary>The table of contents of the profile: one file for each subject, in the order of the standard.</summary>
internal static class RuleTable
{
    public static readonly StrictRule[] All =
    [
        .. Foundation.Rules,
        .. ReferenceRules.Rules,
        .. ArtifactEnds.Rules,
        .. Expressions.Rules,
        .. Literals.Rules,
        .. SequenceFlows.Rules,
        .. FlowConditions.Rules,
        .. Collaborations.Rules,
        .. MessageFlows.Rules,
        .. MessageFlowEvents.Rules,
        .. Processes.Rules,
        .. Resources.Rules,
        .. Tasks.Rules,
        .. SubProcesses.Rules,
        .. EventSubProcesses.Rules,
        .. Calls.Rules,
        .. ServiceBindings.Rules,
        .. Loops.Rules,
        .. DataObjects.Rules,
        .. DataElements.Rules,
        .. DataSets.Rules,
        .. DataAssociations.Rules,
        .. EventData.Rules,
        .. StartEvents.Rules,
        .. EndEvents.Rules,
        .. BoundaryEvents.Rules,
        .. IntermediateEvents.Rules,
        .. Links.Rules,
        .. EventDefinitions.Rules,
        .. Timers.Rules,
        .. Gateways.Rules,
        .. EventGateways.Rules,
        .. Compensation.Rules,
        .. Connections.Rules,
        .. Choreographies.Rules,
    ];
}
