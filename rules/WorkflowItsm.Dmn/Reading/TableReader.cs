using System.Xml.Linq;
using WorkflowItsm.Dmn.Logic;
using WorkflowItsm.Dmn.Tables;
using WorkflowItsm.Dmn.Verifying;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Reading;

/// <summary>A decision table's element to the table, checked for what can be known without data.</summary>
internal sealed class TableReader(FeelCompiler feel, TypeReader types, FindingList findings)
{
    public Boxed Read(XElement element, Place place)
    {
        Sentence says = $"Table '{place.OwnerName}'";
        var errorsBefore = findings.Errors;
        var policy = Policy(element, says);
        var inputs = element.Children("input").Select((input, i) => Input(input, i + 1, place, says)).ToList();
        var outputs = Outputs(element, place, says, policy);
        var tableId = element.Id ?? $"{place.OwnerId}.table";
        var rules = element.Children("rule").ToList();
        var read = rules.Select((rule, i) => Rule(rule, i + 1, tableId, inputs, outputs, place, says)).ToList();
        Unidentified(element, rules, says);

        if (findings.Errors > errorsBefore) return new Boxed.Missing();
        var table = new DecisionTable(tableId, place.OwnerName, policy!, inputs.Select(input => input!).ToValueList(), outputs,
            read.Select(rule => rule!).ToValueList());
        VerificationFindings.Report(table, element, rules, findings);
        return new Boxed.Table(table);
    }

    private HitPolicy? Policy(XElement element, Sentence says)
    {
        var (policy, aggregation) = ((string?)element.Attribute("hitPolicy") ?? "UNIQUE", (string?)element.Attribute("aggregation"));
        var known = HitPolicy.Parse(policy, aggregation);
        if (known is null)
            findings.Error("unknown-hit-policy", element,
                $"{says}: found the hit policy '{(aggregation is null ? policy : $"{policy} {aggregation}")}', "
                    + $"expected UNIQUE, ANY, PRIORITY, FIRST, RULE ORDER, OUTPUT ORDER or COLLECT (with SUM, MIN, MAX, COUNT or nothing).",
                "Choose one of these.");
        return known;
    }

    private InputColumn? Input(XElement element, int number, Place place, Sentence says)
    {
        if (element.Child("inputExpression") is not { Text: { Length: > 0 } text } expression)
        {
            findings.Error("no-input-expression", element,
                $"{says}, input column {number}: found no expression, expected what the column looks at.",
                "Write the input expression, for example the name of an input.");
            return null;
        }
        var label = element.Label ?? text;
        Sentence where = $"{says}, column '{label}'";
        if (!feel.IsFeel(expression, where)) return null;
        var formula = feel.Formula(text, place.Names, expression.Child("text")!, where);
        var type = types.Of(expression, where);
        var allowed = feel.Allowed(element, "inputValues", where);
        return formula is null ? null : new(label, formula, type, allowed ?? (type as DataType.Restricted)?.Allowed);
    }

    private ValueList<OutputColumn> Outputs(XElement element, Place place, Sentence says, HitPolicy? policy)
    {
        var elements = element.Children("output").ToList();
        List<OutputColumn> outputs = [];
        foreach (var (output, number) in elements.Select((output, i) => (output, i + 1)))
        {
            var name = output.NameOrEmpty;
            var where = (output.Label ?? name) is { Length: > 0 } words
                ? (Sentence)$"{says}, output column '{words}'"
                : (Sentence)$"{says}, output column {number}";
            if (name.Length == 0 && elements.Count > 1)
                findings.Error("output-without-name", output, $"{where}: found no name; with several outputs each needs one.",
                    "Name the output.");
            else if (name.Length > 0 && outputs.Any(other => other.Name == name))
                findings.Error("duplicate-output", output, $"{where}: found the name '{name}' a second time.",
                    "Give the output another name.");
            if (name.Length == 0) name = place.OwnerName;
            var type = types.Of(output, where);
            var allowed = feel.Allowed(output, "outputValues", where) ?? (type as DataType.Restricted)?.Allowed;
            var preset = output.Child("defaultOutputEntry") is { Text: { Length: > 0 } text } entry
                ? feel.Formula(text, place.Names, entry, $"{where}, default")
                : null;
            outputs.Add(new(name, output.Label ?? name, type, allowed, preset));
        }
        if (outputs.Count == 0)
            findings.Error("no-output", element, $"{says}: found no output column, expected at least one.", "Add an output.");
        if (policy is { Aggregates: true } && outputs.Count > 1)
            findings.Error("aggregate-needs-one-output", element,
                $"{says}: found {outputs.Count} output columns, {policy.Name} needs exactly one.", "Remove the others, or use COLLECT.");
        if (policy is { RanksOutputs: true } && outputs.TrueForAll(output => output.Allowed is not { Listed.IsEmpty: false }))
            findings.Error("no-output-order", element,
                $"{says}: {policy.Name} orders by the listed output values, but no output column lists any.",
                "List the output values of a column, the most important first.");
        return outputs.ToValueList();
    }

    private Rule? Rule(XElement element, int number, string tableId, List<InputColumn?> inputs, ValueList<OutputColumn> outputs,
        Place place, Sentence says)
    {
        var (conditions, results) = (element.Children("inputEntry").ToList(), element.Children("outputEntry").ToList());
        Sentence where = $"{says}, rule {number}";
        if (conditions.Count != inputs.Count || results.Count != outputs.Count)
        {
            findings.Error("rule-entry-count", element,
                $"{where}: found {conditions.Count} input and {results.Count} output entries, "
                    + $"expected {inputs.Count} and {outputs.Count}.", "Give the rule one entry for each column.");
            return null;
        }
        var tests = conditions.Select((cell, i) => Test(cell, $"{where}, column '{inputs[i]?.Label ?? $"{i + 1}"}'", place)).ToList();
        var formulas = results.Select((cell, i) => Result(cell, outputs[i], $"{where}, column '{outputs[i].Label}'", place)).ToList();
        return tests.Contains(null) || formulas.Contains(null)
            ? null
            : new(element.Id ?? $"{tableId}.rule{number}", number, tests.ToValueList()!, formulas.ToValueList()!, Annotation(element));
    }

    /// <summary>An empty cell is any value, as editors write it.</summary>
    private Test? Test(XElement cell, Sentence where, Place place) =>
        feel.IsFeel(cell, where) ? feel.Test(cell.Text is { Length: > 0 } text ? text : "-", place.Names, cell, where) : null;

    private Formula? Result(XElement cell, OutputColumn output, Sentence where, Place place)
    {
        if (!feel.IsFeel(cell, where)) return null;
        if (cell.Text.Length == 0)
            findings.Warning("empty-output", cell, $"{where}: found nothing, it counts as null.",
                "Write the output, or null to say that nothing is meant.");
        var formula = feel.Formula(cell.Text is { Length: > 0 } text ? text : "null", place.Names, cell, where);
        if (formula is { IsConstant: true }) CheckConstant(formula.Constant(), cell, output, where);
        return formula;
    }

    /// <summary>A result that no data can change is checked when it is read.</summary>
    private void CheckConstant(FeelValue value, XElement cell, OutputColumn output, Sentence where)
    {
        var session = new FeelSession(DateTimeOffset.UnixEpoch);
        if (!output.Type.TryCoerce(value, session, out var coerced))
            findings.Error("output-type", cell, $"{where}: found {Say.Value(value)}, expected {output.Type.Says}.",
                "Correct the output or the type of its column.");
        else if (!coerced.IsNull && output.Allowed is { } allowed && !allowed.Allows(coerced, session))
            findings.Error("output-not-allowed", cell, $"{where}: found {Say.Value(value)}, allowed is {allowed.Text}.",
                "Correct the output or the allowed values of its column.");
    }

    private static string? Annotation(XElement rule)
    {
        var notes = rule.Children("annotationEntry").Select(entry => entry.Text).Where(text => text.Length > 0).ToList();
        return notes.Count > 0 ? string.Join("; ", notes) : rule.Description;
    }

    private void Unidentified(XElement table, List<XElement> rules, Sentence says)
    {
        var nameless = rules.Count(rule => rule.Id is null);
        if (table.Id is null || nameless > 0)
            findings.Information("missing-id", table,
                table.Id is null
                    ? (Sentence)$"{says}: the table has no id; numbers are used, which change when rows move."
                    : (Sentence)$"{says}: {nameless} of {rules.Count} rules have no id; numbers are used, which change when rows move.",
                "Open and save the file in the editor, which gives ids.");
    }
}
