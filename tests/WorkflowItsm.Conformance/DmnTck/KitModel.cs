using System.Xml.Linq;
using WorkflowItsm.Dmn;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Conformance.DmnTck;

/// <summary>The model that a test file is about, as far as it is sound: one case's error must not fail the others.</summary>
internal sealed class KitModel(DmnModel? model, string findings)
{
    private static readonly DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Every model of the folder can be imported.</summary>
    public static KitModel Load(string folder, string modelName)
    {
        var files = Directory.EnumerateFiles(folder, "*.dmn").Order(StringComparer.Ordinal)
            .Select(path => (Path.GetFileName(path), (ReadOnlyMemory<byte>)File.ReadAllBytes(path))).ToList();
        var index = files.FindIndex(file => file.Item1 == modelName);
        if (index < 0) return new(null, $"There is no model {modelName}.");
        var read = DmnModel.ReadAll(files)[index];
        return new(read.Partial, string.Join(" ", read.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message)));
    }

    /// <summary>The value of one result node, and what the engine said about it.</summary>
    public (FeelValue Value, string Problem) Evaluate(XElement test, string result)
    {
        if (model is null) return (FeelValue.Null, findings);
        var inputs = FeelContext.Of([.. test.Elements(Kit.Cases + "inputNode").Select(node => (((string?)node.Attribute("name") ?? "").Trim(), KitValue.Read(node)))]);
        var session = new FeelSession(_now);
        return ((string?)test.Attribute("invocableName") ?? "").Trim() is { Length: > 0 } invocable ? Call(invocable, inputs, result, session)
            : model.Find(result) is { } decision ? Decide(decision, inputs, session)
            : Call(result, inputs, result, session);
    }

    /// <summary>An input under the name of a decision is that decision, decided beforehand.</summary>
    private (FeelValue, string) Decide(Decision decision, FeelContext inputs, FeelSession session)
    {
        var given = model!.Decisions.Where(other => other != decision && inputs.TryGet(other.Name, out _)).ToValueList();
        return Told(decision.Evaluate(inputs, given, session), session);
    }

    private (FeelValue, string) Call(string name, FeelContext inputs, string result, FeelSession session)
    {
        if (model!.FindInvocable(name) is not { } called) return (FeelValue.Null, $"there is no {name}");
        var (value, problem) = Told(called.Evaluate(inputs, session), session);
        return called.Outputs.Count > 1 && value.TryGetContext(out var several) && several.TryGet(result, out var one) ? (one, problem) : (value, problem);
    }

    private (FeelValue, string) Told(DecisionOutcome outcome, FeelSession session)
    {
        var words = string.Join(" ", outcome.Problems.Concat(session.Reasons.Select(reason => reason.Message)));
        return (outcome.Value, words.Length > 0 ? words : outcome.Value.IsNull ? findings : "");
    }
}
