using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Access;

/// <summary>
/// The session of a person in a browser: a cookie that names the account, its security stamp and when the session
/// began. Each use asks the account again, so that removing it, changing its password or role, and signing out
/// everywhere end all its sessions at once. One a scope.
/// </summary>
/// <param name="users">Identity.</param>
/// <param name="options">How long a session lasts.</param>
public sealed class PeopleSession(UserManager<Account> users, IOptions<SessionOptions> options)
{
    /// <summary>The scheme of the cookie.</summary>
    public const string SchemeName = "People";

    private const string StampClaim = "stamp";
    private const string SinceClaim = "since";

    /// <summary>Begins a session in the answer to a request.</summary>
    public static Task BeginAsync(HttpContext http, Account account) => http.SignInAsync(
        SchemeName, Principal(account), new() { IsPersistent = false, AllowRefresh = false });

    /// <summary>Ends the session of a request's browser.</summary>
    public static Task EndAsync(HttpContext http) => http.SignOutAsync(SchemeName);

    /// <summary>Who acts in a session now, with the role the account has now; null when the session is over.</summary>
    public async Task<Actor?> ActorAsync(ClaimsPrincipal session) =>
        await AccountAsync(session) is { } account ? new(account.UserName!, account.Role) : null;

    /// <summary>The account of a session; null when the session is over.</summary>
    public async Task<Account?> AccountAsync(ClaimsPrincipal session)
    {
        if (session.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id || IsOld(session)) return null;
        var account = await users.FindByIdAsync(id);
        return account is not null && account.SecurityStamp == session.FindFirstValue(StampClaim) ? account : null;
    }

    private static ClaimsPrincipal Principal(Account account) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, account.Id),
            new(ClaimTypes.Name, account.UserName!),
            new(ClaimTypes.Role, Roles.NameOf(account.Role)),
            new(StampClaim, account.SecurityStamp ?? ""),
            new(SinceClaim, DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ],
        SchemeName));

    // The machine's clock, not the store's: a demo store may move its own forward.
    private bool IsOld(ClaimsPrincipal session) =>
        !long.TryParse(session.FindFirstValue(SinceClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var since)
        || DateTimeOffset.UtcNow - DateTimeOffset.FromUnixTimeSeconds(since) > options.Value.Lifetime;
}

/// <summary>Settings of people's sessions; configuration section <c>Session</c>.</summary>
public sealed class SessionOptions
{
    /// <summary>How long a session lasts after signing in. Default: 12 hours.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);
}
