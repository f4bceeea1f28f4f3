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
}
