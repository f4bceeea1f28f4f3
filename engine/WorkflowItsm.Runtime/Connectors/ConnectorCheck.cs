using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Runtime.Connectors;

/// <summary>
/// Checks what the tasks of processes tell their handlers, before it is published. A handler that this host does not have is a
/// warning: it may be there when the process is run.
/// </summary>
internal sealed class ConnectorCheck(HandlerCatalogue handlers) : INodeCheck
{
    private const int MostNames = 20;

    public IEnumerable<Finding> Check(FlowNode node) => node.Settings.Handler is { } name ? Check(node, name) : [];

    private IEnumerable<Finding> Check(FlowNode node, string name) =>
        !handlers.Has(name) ? [Unknown(node, name)] : handlers.Find(name) is { } connector ? Check(node, connector) : [];

    private Finding Unknown(FlowNode node, string name)
    {
        Sentence has = handlers.Names.Count == 0 ? "it has none" : (Sentence)$"it has: {Names(handlers.Names)}";
        return new("handler-unknown", Severity.Warning, node.Id, null,
            $"'{node.Id}' is done by the handler '{name}', which this host does not have; {has}.",
            "Choose one of those, or register it in the host before a case comes here.", ChineseFindings.Book)
        { Part = "handler" };
    }

    private static IEnumerable<Finding> Check(FlowNode node, IConnector connector)
    {
        var given = node.Settings.Inputs.Items.DistinctBy(input => input.Variable).ToDictionary(input => input.Variable, input => input.Expression, StringComparer.Ordinal);
        foreach (var field in connector.Fields.Items.Where(field => field.IsRequired && !given.ContainsKey(field.Name)))
            yield return new("connector-input-missing", Severity.Error, node.Id, null,
                $"'{node.Id}' is done by '{connector.Name}', but has no input '{field.Name}' ({field.Label}), without which nothing can be done.",
                $"Fill in: {field.Label}.", ChineseFindings.Book)
            { Part = PartOf(field.Name) };
        foreach (var (name, value) in given)
        {
            if (connector.Fields.Items.FirstOrDefault(field => field.Name == name) is not { } field)
                yield return new("connector-input-unknown", Severity.Warning, node.Id, null,
                    $"'{node.Id}' has the input '{name}', which '{connector.Name}' does not know; it knows: {Names(connector.Fields.Items.Select(known => known.Name))}.",
                    "Correct the name, or remove the input.", ChineseFindings.Book)
                { Part = PartOf(name) };
            else if (Constant(value) is { } constant && Judge(connector, field, constant) is { } remark)
                yield return new("connector-input-wrong", remark.Severity, node.Id, null,
                    $"'{node.Id}', {field.Label}: {remark.Says}", "Correct the value.", ChineseFindings.Book)
                { Part = PartOf(name) };
        }
    }

    private static ConnectorRemark? Judge(IConnector connector, ConnectorField field, FeelValue value) =>
        !value.IsNull ? connector.Judge(field.Name, value)
        : field.IsRequired ? new(Severity.Error, "found null, expected a value.")
        : null;

    /// <summary>The value of an expression that has the same one in every case; null of others.</summary>
    private static FeelValue? Constant(FeelExpression expression)
    {
        if (!expression.IsConstant) return null;
        var session = new FeelSession(DateTimeOffset.UnixEpoch);
        var value = expression.Evaluate(FeelContext.Empty, session);
        return session.Exhausted is null ? value : null;
    }

    private static string PartOf(string input) => $"input:{input}";

    private static Sentence Names(IEnumerable<string> names) => Sentence.Quoted(names, MostNames);
}
