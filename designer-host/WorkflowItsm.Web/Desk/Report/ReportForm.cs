using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Web.Desk.Report;

/// <summary>What a person has written into a report so far.</summary>
internal sealed class ReportForm
{
    public string Caller { get; set; } = "";

    public string ShortDescription { get; set; } = "";

    public string Description { get; set; } = "";

    public string Service { get; set; } = "";

    public string Impact { get; set; } = "";

    public string Urgency { get; set; } = "";

    /// <summary>Takes texts back from a draft.</summary>
    public void Restore(IReadOnlyDictionary<string, string> texts)
    {
        Caller = texts.GetValueOrDefault("caller_id", Caller);
        ShortDescription = texts.GetValueOrDefault("short_description", ShortDescription);
        Description = texts.GetValueOrDefault("description", Description);
        Service = texts.GetValueOrDefault("business_service", Service);
        Impact = texts.GetValueOrDefault("impact", Impact);
        Urgency = texts.GetValueOrDefault("urgency", Urgency);
    }

    /// <summary>The ticket it asks for; fields that cannot be read are left out, the server's sentence says so.</summary>
    /// <param name="isForOthers">Whether the reporter may name another caller.</param>
    public NewTicket ToTicket(bool isForOthers)
    {
        var fields = FeelContext.Empty;
        foreach (var (name, text) in Texts(isForOthers))
        {
            var (value, problem) = TicketFields.Parse(TicketFields.Incident.Find(name)!, text.Trim());
            if (problem is null && !value.IsNull) fields = fields.With(name, value);
        }

        return new(TicketFields.Incident.Table, fields);
    }

    private IEnumerable<(string Name, string Text)> Texts(bool isForOthers)
    {
        yield return ("short_description", ShortDescription);
        yield return ("description", Description);
        yield return ("business_service", Service);
        yield return ("impact", Impact);
        yield return ("urgency", Urgency);
        yield return ("contact_type", isForOthers ? "phone" : "self-service");
        if (isForOthers) yield return ("caller_id", Caller);
    }
}
