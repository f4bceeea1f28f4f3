using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>The names of the roles as people write them: on the command line, in accounts, in claims.</summary>
public static class Roles
{
    /// <summary>All roles that an account may have, with their names.</summary>
    public static IReadOnlyDictionary<string, Role> ByName { get; } = new Dictionary<string, Role>(StringComparer.Ordinal)
    {
        ["requester"] = Role.Requester,
        ["agent"] = Role.Agent,
        ["process-owner"] = Role.ProcessOwner,
        ["auditor"] = Role.Auditor,
        ["administrator"] = Role.Administrator,
        ["worker"] = Role.Worker,
    };

    /// <summary>The name of a role; the caller's bug for <see cref="Role.System"/>, which no account has.</summary>
    public static string NameOf(Role role) => ByName.First(known => known.Value == role).Key;

    /// <summary>The role with a name, or null.</summary>
    public static Role? Find(string name) => ByName.TryGetValue(name, out var role) ? role : null;

    /// <summary>"requester, agent, …": for sentences.</summary>
    public static string Listed => string.Join(", ", ByName.Keys);
}
