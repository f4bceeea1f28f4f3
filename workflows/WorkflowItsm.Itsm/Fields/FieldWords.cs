using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Organisation;

namespace WorkflowItsm.Itsm.Fields;

/// <summary>Values of tickets' fields as people say them.</summary>
public static class FieldWords
{
    private const string Unmapped = "unmapped";

    /// <summary>A value's words: of a choice, a team or a service its name; else the value as text in both languages. Null is "".</summary>
    /// <param name="release">Knows the teams and services.</param>
    /// <param name="table">The kind of ticket.</param>
    /// <param name="field">The field's name; for one that the kind of ticket does not have, the value is told as text.</param>
    /// <param name="value">The value.</param>
    public static Words Of(Release release, string table, string field, FeelValue value)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (TicketFields.Of(table)?.Find(field) is not { } known) return Same(value);
        if (known.Choices.Items.FirstOrDefault(choice => choice.Value == value) is { } choice) return choice.Label;
        return known switch
        {
            { Type: FieldType.Team } => Team(release, value.ToText()) ?? Same(value),
            { Type: FieldType.Boolean } when value.TryGetBoolean(out var truth) => Truth(truth),
            { Name: "business_service" } when value == Unmapped => new("unknown service", "未识别的服务"),
            { Name: "business_service" } => Service(release, value.ToText()) ?? Same(value),
            { Name: "category" } when value == Unmapped => new("unknown category", "未识别的类别"),
            _ => Same(value),
        };
    }

    internal static Words Truth(bool truth) => truth ? new("yes", "是") : new("no", "否");

    internal static Words? Team(Release release, string id) =>
        release.Parts<TeamsPart>().SelectMany(part => part.Teams.Items).FirstOrDefault(team => team.Id == id)?.Name;

    internal static Words? Service(Release release, string id) =>
        release.Parts<ServicesPart>().SelectMany(part => part.Services.Items).FirstOrDefault(service => service.Id == id)?.Name;

    private static Words Same(FeelValue value) => value.IsNull ? new("", "") : new(value.ToText(), value.ToText());
}
