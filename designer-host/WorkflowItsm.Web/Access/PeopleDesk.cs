using Microsoft.Extensions.DependencyInjection;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Web.Sessions;

namespace WorkflowItsm.Web.Access;

/// <summary>What the page of people does, each time as whoever acts now. One a circuit.</summary>
internal sealed class PeopleDesk(CurrentActor who, IDefinitions definitions, IServiceScopeFactory scopes)
{
    public IEnumerable<Team> Teams() => definitions.Current.Parts<TeamsPart>().SelectMany(part => part.Teams.Items);

    public string TeamName(string id) => Teams().FirstOrDefault(team => team.Id == id)?.Name.In(ScreenLanguage.Current) ?? id;

    public async Task<bool> MayChangeAsync() => Policies.Permit(Policies.ManageAccounts, await who.GetAsync());

    public Task<IReadOnlyList<Account>> ListAsync() => AsAsync(Policies.ReadAccounts, (book, _) => book.ListAsync());

    public Task<(string? Password, Itsm.Fields.Words? Problem)> AddAsync(PersonDraft person) =>
        AsAsync(Policies.ManageAccounts, (book, _) => book.AddAsync(person.Name, person.Role, person.DisplayName, person.Teams));

    public Task<PeopleChange> ChangeAsync(PersonDraft person) => AsAsync(Policies.ManageAccounts, async (book, actor) =>
        person.Name == actor.Name && person.Role != actor.Role ? PeopleChange.Self
        : await book.ChangeAsync(person.Name, person.Role, person.DisplayName, person.Teams) ? PeopleChange.Done
        : PeopleChange.Gone);

    public Task<string?> ResetAsync(string name) => AsAsync(Policies.ManageAccounts, (book, _) => book.ResetAsync(name));

    public Task<PeopleChange> RemoveAsync(string name) => AsAsync(Policies.ManageAccounts, async (book, actor) =>
        name == actor.Name ? PeopleChange.Self : await book.RemoveAsync(name) ? PeopleChange.Done : PeopleChange.Gone);

    private async Task<T> AsAsync<T>(string policy, Func<AccountBook, Actor, Task<T>> does)
    {
        var actor = await who.GetAsync();
        // The page offers nothing that the role does not permit; a role that was taken away meanwhile ends the session.
        if (!Policies.Permit(policy, actor)) throw new SessionEndedException();
        await using var scope = scopes.CreateAsyncScope();
        return await does(scope.ServiceProvider.GetRequiredService<AccountBook>(), actor);
    }
}

/// <summary>A person as the dialog gives it.</summary>
internal sealed record PersonDraft(string Name, string? DisplayName, Role Role, IReadOnlyList<string> Teams);

/// <summary>What became of a change to a person.</summary>
internal enum PeopleChange
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>The account was not there any more.</summary>
    Gone,

    /// <summary>It would have locked out the one who acts.</summary>
    Self,
}
