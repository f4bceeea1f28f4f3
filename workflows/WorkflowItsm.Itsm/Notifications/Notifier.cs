using System.Text.RegularExpressions;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Itsm.Notifications;

/// <summary>
/// Turns the rows of a "who is told" table (audience and template) into mails: an audience becomes an address,
/// a template becomes words in both languages.
/// </summary>
internal static partial class Notifier
{
    public static void Tell(TicketRun run, FeelValue rows)
    {
        var list = rows.TryGetList(out var several) ? several : rows.IsNull ? [] : [rows];
        foreach (var row in list) Tell(run, row["audience"].ToText(), row["template"].ToText());
    }

    private static void Tell(TicketRun run, string audience, string template)
    {
        var address = Address(run, audience);
        run.Record(new TicketFact.Told(audience, address, template));
        if (address is null) return;
        var words = run.Release.Parts<TemplatesPart>().SelectMany(part => part.Templates.Items).FirstOrDefault(known => known.Id == template)
            ?? new(template, new(template, template), new("{short_description}", "{short_description}"));
        var subject = $"[{run.Ticket.Number}] {Fill(run, words.Subject.Zh, Chinese)} / {Fill(run, words.Subject.En, English)}";
        var body = $"{Fill(run, words.Body.Zh, Chinese)}\n\n{Fill(run, words.Body.En, English)}\n";
        run.Add(new(EffectKinds.Mail, address, FeelContext.Of(("subject", subject), ("body", body), ("ticket", run.Ticket.Number))));
    }

    /// <summary>Where an audience is reached; null when it is nobody: no assignee yet, or an unknown team.</summary>
    private static string? Address(TicketRun run, string audience)
    {
        var organisation = run.Release.Parts<TeamsPart>().ToArray();
        var team = organisation.SelectMany(part => part.Teams.Items).FirstOrDefault(team => team.Id == run.Ticket["assignment_group"].ToText());
        return audience switch
        {
            "team" => team?.Mail,
            "lead" => team?.LeadMail,
            "assignee" => Person(run.Ticket["assigned_to"]),
            "caller" => Person(run.Ticket["caller_id"]),
            _ => organisation.SelectMany(part => part.Teams.Items).FirstOrDefault(named => named.Id == audience)?.Mail
                ?? (audience.Contains('@', StringComparison.Ordinal) ? audience : null),
        };

        string? Person(FeelValue name) =>
            !name.TryGetString(out var account) || account.Length == 0 ? null
            : account.Contains('@', StringComparison.Ordinal) ? account
            : organisation is [var first, ..] ? $"{account}@{first.MailDomain}"
            : null;
    }

    private static string Fill(TicketRun run, string text, Func<Words, string> language) =>
        Placeholder().Replace(text, match => Show(run, match.Groups[1].Value, language));

    private static string Show(TicketRun run, string name, Func<Words, string> language)
    {
        var value = TicketContext.Field(run.Ticket, name);
        return value.IsNull ? "–" : language(FieldWords.Of(run.Release, run.Ticket.Table, name, value));
    }

    private static string English(Words words) => words.En;

    private static string Chinese(Words words) => words.Zh;

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Placeholder();
}
