using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Forms;

/// <summary>
/// Evaluates a submitted form again, on the server: which names may be set, of which kind, and what the form and the
/// chosen outcome require. Everything that is wrong is said at once, each at its field. Pure.
/// </summary>
public static class FormCheck
{
    /// <summary>The values to be set, and what is wrong with them; the values mean nothing when something is.</summary>
    /// <param name="context">What they are checked against.</param>
    /// <param name="submitted">What was sent: texts, numbers, booleans, lists.</param>
    public static (FeelContext Values, ValueList<FieldProblem> Problems) Read(FormContext context, FeelContext submitted)
    {
        var (values, problems) = (FeelContext.Empty, new List<FieldProblem>());
        foreach (var (name, value) in submitted)
        {
            if (context.Form?.Fields.Items.Any(field => field.Key == name && field.IsShownOnly) == true) continue;
            var (read, problem) = Value(context, name, value);
            if (problem is not null) problems.Add(new(name, problem));
            else values = values.With(name, read);
        }

        problems.AddRange(Broken(context, values, problems));
        return (values, problems.ToValueList());
    }

    private static (FeelValue Value, Words? Problem) Value(FormContext context, string name, FeelValue value)
    {
        if (context.Fields.Find(name) is { } known)
        {
            if (known.IsReadOnly || name == "state") return (FeelValue.Null, NotHere(name));
            return value.TryGetList(out _) || value.TryGetContext(out _)
                ? (FeelValue.Null, new($"'{name}' holds a list or an object; expected a text.", $"“{name}”的值是列表或对象，应为文本。"))
                : TicketFields.Parse(known, value.IsNull ? "" : value.ToText());
        }

        return context.Form?.Fields.Items.FirstOrDefault(field => field.Key == name) is { } own
            ? FormRules.Kind(own, value)
            : (FeelValue.Null, NotHere(name));
    }

    private static IEnumerable<FieldProblem> Broken(FormContext context, FeelContext values, List<FieldProblem> earlier)
    {
        var said = earlier.Select(problem => problem.Field).ToHashSet(StringComparer.Ordinal);
        var all = values.Aggregate(context.Current, (merged, entry) => merged.With(entry.Key, entry.Value));
        foreach (var field in context.Form?.Fields ?? [])
        {
            if (field.IsShownOnly || said.Contains(field.Key) || FormRules.IsHidden(field, all, context.Now)) continue;
            // What the ticket had before is not this form's to judge, as long as it is there.
            if (!values.TryGet(field.Key, out _) && !FormRules.IsMissing(all[field.Key])) continue;
            if (FormRules.Broken(field, context.LabelOf(field.Key), all[field.Key]) is { } problem && said.Add(field.Key)) yield return new(field.Key, problem);
        }

        foreach (var name in context.Outcome?.Requires ?? [])
        {
            // What the process itself computes may come of this very form.
            if (!FormRules.IsMissing(all[name]) || context.Fields.Find(name) is { IsReadOnly: true } || !said.Add(name)) continue;
            var (label, outcome) = (context.LabelOf(name), context.Outcome!);
            yield return new(name, new($"To '{outcome.Name}', fill in '{label.En}'.", $"要“{outcome.NameZh ?? outcome.Name}”，请填写“{label.Zh}”。"));
        }
    }

    private static Words NotHere(string name) => new($"'{name}' cannot be set here.", $"此处不能设置“{name}”。");
}

/// <summary>What a submitted form is checked against.</summary>
/// <param name="Fields">The fields of the kind of ticket.</param>
/// <param name="Form">The form that was shown; null for none.</param>
/// <param name="Outcome">The outcome or action that was chosen; null for none.</param>
/// <param name="Current">The values the ticket has.</param>
/// <param name="Now">The time that conditions of the form see.</param>
public sealed record FormContext(TicketFields Fields, FormPart? Form, Outcome? Outcome, FeelContext Current, DateTimeOffset Now)
{
    /// <summary>The words of a field: the ticket's, which are there in both languages, else the form's, else its name.</summary>
    public Words LabelOf(string name) =>
        Fields.Find(name)?.Label ?? Form?.Fields.Items.FirstOrDefault(field => field.Key == name)?.Label ?? new(name, name);
}
