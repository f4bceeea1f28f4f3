using Microsoft.Extensions.Localization;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Web.Words;

namespace WorkflowItsm.Web.Access;

/// <summary>The roles as people read them.</summary>
internal static class RoleWords
{
    public static string Of(Role role, IStringLocalizer<AccessWords> T) => role switch
    {
        Role.Requester => T["RoleRequester"],
        Role.Agent => T["RoleAgent"],
        Role.ProcessOwner => T["RoleProcessOwner"],
        Role.Auditor => T["RoleAuditor"],
        Role.Administrator => T["RoleAdministrator"],
        Role.Worker => T["RoleWorker"],
        Role.System => T["RoleSystem"],
        _ => role.ToString(),
    };
}
