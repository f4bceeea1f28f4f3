using System.Text.Json;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Reading;

namespace WorkflowItsm.Itsm.Organisation;

/// <summary>A support team (handbook H5).</summary>
/// <param name="Id">The value of <c>assignment_group</c>, e.g. <c>service-desk</c>.</param>
/// <param name="Name">Its words.</param>
/// <param name="Mail">The address that reaches the whole team.</param>
/// <param name="LeadMail">The address of its lead.</param>
/// <param name="Clauses">The handbook clauses it serves.</param>
public sealed record Team(string Id, Words Name, string Mail, string LeadMail, ValueList<string> Clauses);

/// <summary>The teams of a bundle, and where people are reached.</summary>
/// <param name="Path">The file.</param>
/// <param name="MailDomain">An account <c>alice</c> is reached at <c>alice@MailDomain</c>; an account that is an address itself is used as it is.</param>
/// <param name="Teams">The teams.</param>
public sealed record TeamsPart(string Path, string MailDomain, ValueList<Team> Teams) : DefinitionPart(Path);

/// <summary>Reads <c>teams.json</c> of a bundle.</summary>
public sealed class TeamsReader : IDefinitionReader
{
    /// <inheritdoc/>
    public bool Reads(string path) => path == "teams.json";

    /// <inheritdoc/>
    public (DefinitionPart? Part, ValueList<Finding> Findings) Read(string path, ReadOnlyMemory<byte> content)
    {
        var json = JsonDefinition.Parse(content);
        if (json.Root is not { } root) return (null, json.Findings);
        var domain = json.Text(root, "mailDomain", "The file");
        var teams = json.Each(root, "teams", "team", team => ReadTeam(json, team));
        json.Unique(teams.Items.Select(team => team.Id), "team");
        return json.Finish(new TeamsPart(path, domain, teams));
    }

    /// <inheritdoc/>
    public ValueList<Finding> Check(Bundle bundle, Release release) => [];

    private static Team ReadTeam(JsonDefinition json, JsonElement team)
    {
        var id = json.Text(team, "id", "Team");
        Sentence place = $"Team '{id}'";
        return new(id, json.Words(team, "name", place), json.Text(team, "mail", place), json.Text(team, "leadMail", place), json.Texts(team, "clauses", place));
    }
}
