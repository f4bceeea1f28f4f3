using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Api.Access;

/// <summary>What people do with their own account: come in, make the first one, change the password, leave everywhere. One a scope.</summary>
public sealed class SignInDesk
{
    private static readonly Words s_unknown = new(
        "The name or the password is not right. After five wrong passwords an account stays locked for five minutes.",
        "用户名或密码不正确。密码连续输错五次后，账户将锁定五分钟。");

    private readonly UserManager<Account> _users;
    private readonly OpsDbContext _context;
    private readonly PasswordCheck _passwords;
    private readonly SetupBook _setup;

    internal SignInDesk(UserManager<Account> users, OpsDbContext context, PasswordCheck passwords, SetupBook setup)
    {
        (_users, _context, _passwords, _setup) = (users, context, passwords, setup);
    }

    /// <summary>Begins a session, or says why not; the sentence does not tell whether there is such an account.</summary>
    public async Task<Words?> SignInAsync(HttpContext http, string name, string password)
    {
        if (name.Length is 0 or > 100 || password.Length > 1000 || await _passwords.FindAsync(name, password, http.RequestAborted) is null) return s_unknown;
        if (await _users.FindByNameAsync(name) is not { } account) return s_unknown;
        await PeopleSession.BeginAsync(http, account);
        return null;
    }

    /// <summary>Makes the first administrator by the link that was printed at start, and signs in; or says why not.</summary>
    public async Task<Words?> SetUpAsync(HttpContext http, string token, string name, string password)
    {
        var (account, problem) = await _setup.UseAsync(_users, _context, token, name, password);
        if (account is null) return problem;
        await PeopleSession.BeginAsync(http, account);
        return null;
    }

    /// <summary>Changes the password; every other session of the account ends, this one goes on.</summary>
    public async Task<Words?> ChangePasswordAsync(HttpContext http, string present, string wanted)
    {
        if (await _users.FindByNameAsync(http.Actor().Name) is not { } account) return s_unknown;
        var changed = await _users.ChangePasswordAsync(account, present, wanted);
        if (!changed.Succeeded) return IdentityWords.Of(changed);
        await PeopleSession.BeginAsync(http, account);
        return null;
    }

    /// <summary>Ends every session of the account, in this browser and in all others.</summary>
    public async Task SignOutEverywhereAsync(HttpContext http)
    {
        if (await _users.FindByNameAsync(http.Actor().Name) is { } account) await _users.UpdateSecurityStampAsync(account);
        await PeopleSession.EndAsync(http);
    }
}
