using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Web.Sessions;

/// <summary>Who acts on a screen. Asked before everything a screen does, so that a session that ended does nothing more. One a circuit.</summary>
/// <param name="state">The session of the circuit.</param>
/// <param name="scopes">A scope a question: a circuit lives for hours, a database context must not.</param>
public sealed class CurrentActor(AuthenticationStateProvider state, IServiceScopeFactory scopes)
{
    /// <summary>Who acts, with the role the account has now.</summary>
    /// <exception cref="SessionEndedException">The session is over, or the account is gone.</exception>
    public async Task<Actor> GetAsync()
    {
        var session = (await state.GetAuthenticationStateAsync()).User;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PeopleSession>().ActorAsync(session) ?? throw new SessionEndedException();
    }

    /// <summary>The account of who acts.</summary>
    /// <exception cref="SessionEndedException">The session is over, or the account is gone.</exception>
    public async Task<Account> AccountAsync()
    {
        var session = (await state.GetAuthenticationStateAsync()).User;
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PeopleSession>().AccountAsync(session) ?? throw new SessionEndedException();
    }
}

/// <summary>The person's session is over; what they typed is kept as a draft, and they are to sign in again.</summary>
public sealed class SessionEndedException : Exception
{
    /// <summary>Makes it.</summary>
    public SessionEndedException()
        : base("The session has ended; sign in again.")
    {
    }
}
