using WorkflowItsm.Dmn;

namespace WorkflowItsm.Web.Rules;

/// <summary>What people call decisions.</summary>
internal static class DecisionNames
{
    /// <summary>The half of the label in a language; the name where there is no label.</summary>
    public static string Of(Decision decision, string language) => decision.Label is { Length: > 0 } label ? LabelText.In(label, language) : decision.Name;

    /// <summary>As the other, by id; the id of what is no decision.</summary>
    public static string Of(DmnModel model, string id, string language) => model.Find(id) is { } decision ? Of(decision, language) : id;
}
