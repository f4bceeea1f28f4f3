using System.Xml.Linq;

namespace WorkflowItsm.Bpmn.Import.Rules;

/// <summary>Which rules look at which BPMN element. To add a rule: a file beside this one, and an arm here.</summary>
internal static class RuleTable
{
    public static void Ask(XElement element, ImportPlan plan)
    {
        switch (element.Name.LocalName)
        {
            case "userTask":
                AssignmentRule.Ask(element, plan);
                FormRule.Ask(element, plan);
                break;
            case "serviceTask" or "sendTask":
                WorkRule.Ask(element, plan);
                break;
            case "businessRuleTask":
                if (!DecisionRule.Ask(element, plan)) WorkRule.Ask(element, plan);
                break;
            case "scriptTask":
                ScriptRule.Ask(element, plan);
                break;
            case "callActivity":
                CallRule.Ask(element, plan);
                break;
            case "startEvent":
                FormRule.AskStart(element, plan);
                break;
            case "multiInstanceLoopCharacteristics":
                LoopRule.Ask(element, plan);
                break;
            case "messageEventDefinition":
                EventRule.AskThrown(element, plan);
                break;
            case "errorEventDefinition" or "escalationEventDefinition":
                EventRule.AskCodes(element, plan);
                break;
            case "error" or "escalation" or "signal":
                EventRule.AskName(element, plan);
                break;
            case "message":
                EventRule.AskName(element, plan);
                CorrelationRule.Ask(element, plan);
                break;
            case "conditionExpression" or "condition" or "activationCondition" or "completionCondition" or "loopCondition" or "loopCardinality":
                ExpressionRule.Ask(element, plan);
                break;
            case "timeDate" or "timeDuration" or "timeCycle":
                ExpressionRule.AskTime(element, plan);
                break;
        }
        MappingRule.Ask(element, plan);
        ListenerRule.Ask(element, plan);
    }
}
