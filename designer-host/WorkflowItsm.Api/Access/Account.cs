using Microsoft.AspNetCore.Identity;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>A person or a machine that signs in with a name and a password.</summary>
public sealed class Account : IdentityUser
{
    /// <summary>What the account may do; exactly one role.</summary>
    public Role Role { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>How people call its owner; null shows the account's name.</summary>
    public string? DisplayName { get; set; }

    /// <summary>The ids of the teams its owner works in, e.g. <c>service-desk</c>; empty for none.</summary>
    public IList<string> Teams { get; set; } = [];
}
