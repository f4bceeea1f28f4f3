using System.Text.Json;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Runtime.Queries;

namespace WorkflowItsm.Web.Desk.Ticket;

/// <summary>The values of a form, from a ticket and back.</summary>
internal static class FormValues
{
    /// <summary>The values that a form begins with, as JSON: fields of the ticket as texts, which is how forms offer choices.</summary>
    public static FeelContext Before(TicketContent content, IEnumerable<string> keys) => keys.Aggregate(FeelContext.Empty, (values, key) =>
    {
        var value = content.Found.Record.Fields[key] is { IsNull: false } field ? field : content.Found.State.Instance.Variables[key];
        return value.IsNull ? values : values.With(key, TicketFields.Of(content.Table)?.Find(key) is null ? value : TableText.Of(value));
    });

    /// <summary>
    /// What somebody changed: what they left as it was is not sent, so that it does not undo what another set meanwhile.
    /// </summary>
    public static FeelContext Changed(FeelContext before, IReadOnlyDictionary<string, JsonElement> after) => after.Aggregate(FeelContext.Empty, (changed, entry) =>
    {
        var value = FeelJson.Read(entry.Value);
        var isSame = value == before[entry.Key] || (IsNothing(value) && IsNothing(before[entry.Key]));
        return isSame ? changed : changed.With(entry.Key, value);
    });

    private static bool IsNothing(FeelValue value) => value.IsNull || (value.TryGetString(out var text) && text.Length == 0) || (value.TryGetList(out var list) && list.IsEmpty);
}
