using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Clocks;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Runtime.Queries;
using WorkflowItsm.Web.Sessions;

namespace WorkflowItsm.Web.Desk.Parts;

/// <summary>The words that definitions carry, in the language of the screen.</summary>
internal static class TicketWords
{
    public static string Here(this Itsm.Fields.Words words) => words.In(ScreenLanguage.Current);

    public static string Label(string table, string field) => TicketFields.Of(table)?.Find(field)?.Label.Here() ?? field;

    /// <summary>A field's value as people read it; "" for none.</summary>
    public static string Value(Release release, string table, string field, FeelValue value)
    {
        if (value.IsNull) return "";
        var definition = TicketFields.Of(table)?.Find(field);
        if (definition?.Choices.Items.FirstOrDefault(choice => choice.Value == value) is { } choice) return choice.Label.Here();
        if (field == "business_service") return Services(release).FirstOrDefault(service => service.Id == value.ToText())?.Name.Here() ?? value.ToText();
        return definition?.Type is FieldType.Team ? Team(release, value.ToText()) : TableText.Of(value);
    }

    /// <summary>The name of a team; its id when the release does not know it.</summary>
    public static string Team(Release release, string id) =>
        Teams(release).FirstOrDefault(team => team.Id == id)?.Name.Here() ?? id;

    public static IEnumerable<Team> Teams(Release release) => release.Parts<TeamsPart>().SelectMany(part => part.Teams.Items);

    public static IEnumerable<Service> Services(Release release) => release.Parts<ServicesPart>().SelectMany(part => part.Services.Items);

    public static string Clock(Release release, string id) =>
        release.Parts<ClocksPart>().SelectMany(part => part.Clocks.Items).FirstOrDefault(clock => clock.Id == id)?.Name.Here() ?? id;

    /// <summary>An element's name in the process of a ticket.</summary>
    public static string Element(Bpmn.Model.ProcessModel? process, string elementId) => process?.Find(elementId) is { } node
        ? (ScreenLanguage.Current == "zh" ? node.Settings.NameZh : null) ?? (node.Name.Length > 0 ? node.Name : elementId)
        : elementId;
}
