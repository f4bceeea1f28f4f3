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
    /// <param name="release">Knows teams and services.</param>
    /// <param name="table">The kind of ticket.</param>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="people">Calls people by their names; null by their accounts'.</param>
    public static string Value(Release release, string table, string field, FeelValue value, PeopleNames? people = null)
    {
        if (value.IsNull) return "";
        if (people is not null && TicketFields.Of(table)?.Find(field)?.Type is FieldType.User) return people.Of(value.ToText());
        var words = FieldWords.Of(release, table, field, value);
        return words.En == value.ToText() && words.En == words.Zh ? TableText.Of(value) : words.Here();
    }

    /// <summary>The accounts that a ticket's fields name.</summary>
    public static IEnumerable<string> People(TicketRecord record) => (TicketFields.Of(record.Table)?.All.Items ?? [])
        .Where(field => field.Type is FieldType.User && !record.Fields[field.Name].IsNull)
        .Select(field => record.Fields[field.Name].ToText());

    /// <summary>The name of a team; its id when the release does not know it.</summary>
    public static string Team(Release release, string id) =>
        Teams(release).FirstOrDefault(team => team.Id == id)?.Name.Here() ?? id;

    public static IEnumerable<Team> Teams(Release release) => release.Parts<TeamsPart>().SelectMany(part => part.Teams.Items);

    public static IEnumerable<Service> Services(Release release) => release.Parts<ServicesPart>().SelectMany(part => part.Services.Items);

    public static string Clock(Release release, string id) =>
        release.Parts<ClocksPart>().SelectMany(part => part.Clocks.Items).FirstOrDefault(clock => clock.Id == id)?.Name.Here() ?? id;

    /// <summary>An element's name in the process of a ticket.</summary>
    public static string Element(Release release, string processId, string elementId) => release.Locate(processId, elementId)?.Node is { } node
        ? (ScreenLanguage.Current == "zh" ? node.Settings.NameZh : null) ?? (node.Name.Length > 0 ? node.Name : elementId)
        : elementId;
}
