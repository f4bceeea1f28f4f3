using Microsoft.AspNetCore.Authorization;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>The policies that endpoints name, and the roles each lets through. What a role may do to one ticket, its process says.</summary>
public static class Policies
{
    /// <summary>Any account or token.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Reads tickets: a requester own ones, all others every one.</summary>
    public const string ReadTickets = "read-tickets";

    /// <summary>Opens tickets.</summary>
    public const string OpenTickets = "open-tickets";

    /// <summary>Changes tickets as far as the process allows it: a requester comments, confirms and reopens own ones.</summary>
    public const string ChangeTickets = "change-tickets";

    /// <summary>Claims tasks and retries what stands still.</summary>
    public const string WorkTickets = "work-tickets";

    /// <summary>Posts alerts, messages and signals.</summary>
    public const string Intake = "intake";

    /// <summary>Reads definitions.</summary>
    public const string ReadDefinitions = "read-definitions";

    /// <summary>Publishes definitions.</summary>
    public const string PublishDefinitions = "publish-definitions";

    /// <summary>Reads accounts.</summary>
    public const string ReadAccounts = "read-accounts";

    /// <summary>Adds, changes and removes accounts.</summary>
    public const string ManageAccounts = "manage-accounts";

    /// <summary>Reads what is done outside, and what of it was given up.</summary>
    public const string ReadOperations = "read-operations";

    /// <summary>Decides about what was given up.</summary>
    public const string DecideOperations = "decide-operations";

    /// <summary>Leases service tasks for workers outside, and answers for them.</summary>
    public const string DoJobs = "do-jobs";

    /// <summary>Makes backups.</summary>
    public const string MakeBackups = "make-backups";

    /// <summary>The roles of each policy. An auditor is in none that changes anything.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Role>> All { get; } = new Dictionary<string, IReadOnlyList<Role>>(StringComparer.Ordinal)
    {
        [SignedIn] = [Role.Requester, Role.Agent, Role.ProcessOwner, Role.Auditor, Role.Administrator],
        [ReadTickets] = [Role.Requester, Role.Agent, Role.ProcessOwner, Role.Auditor, Role.Administrator],
        [OpenTickets] = [Role.Requester, Role.Agent, Role.ProcessOwner, Role.Administrator],
        [ChangeTickets] = [Role.Requester, Role.Agent, Role.ProcessOwner, Role.Administrator],
        [WorkTickets] = [Role.Agent, Role.ProcessOwner, Role.Administrator],
        [Intake] = [Role.Agent, Role.ProcessOwner, Role.Administrator],
        [ReadDefinitions] = [Role.Agent, Role.ProcessOwner, Role.Auditor, Role.Administrator],
        [PublishDefinitions] = [Role.ProcessOwner, Role.Administrator],
        [ReadAccounts] = [Role.Auditor, Role.Administrator],
        [ManageAccounts] = [Role.Administrator],
        [ReadOperations] = [Role.ProcessOwner, Role.Auditor, Role.Administrator],
        [DecideOperations] = [Role.ProcessOwner, Role.Administrator],
        [DoJobs] = [Role.Worker, Role.Administrator],
        [MakeBackups] = [Role.Administrator],
    };

    /// <summary>Whether a policy lets an actor through; the system itself passes every one.</summary>
    public static bool Permit(string policy, Actor actor) => actor.Role is Role.System || All[policy].Contains(actor.Role);

    internal static void Register(AuthorizationOptions options)
    {
        foreach (var (name, roles) in All)
            options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireRole(roles.Select(Roles.NameOf)));
        // Belt and braces: EndpointPolicyCheck refuses the start when an endpoint names none.
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    }
}
