using System.CommandLine;
using System.Globalization;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary><c>user add|list|remove</c> and <c>token add|list|revoke</c>. A secret is the last line that is printed, alone.</summary>
internal static class AccountVerbs
{
    public static Command Users(Option<string> data, VerbConsole console)
    {
        var (name, role) = (Name(), RoleOption());
        var add = new Command("add", "Adds an account and prints its password, once.") { name, role };
        add.SetAction((parsed, cancellation) => WithAccountsAsync(parsed.GetRequiredValue(data), console, async book =>
        {
            var (who, what) = (parsed.GetRequiredValue(name), Roles.ByName[parsed.GetRequiredValue(role)]);
            var (password, problem) = await book.AddAsync(who, what);
            return password is null
                ? console.Fail(problem!.En)
                : Secret(console, $"Account '{who}' ({Roles.NameOf(what)}) is made. Its password, shown only now:", password);
        }, cancellation));

        var list = new Command("list", "Lists the accounts.");
        list.SetAction((parsed, cancellation) => WithAccountsAsync(parsed.GetRequiredValue(data), console, async book =>
        {
            foreach (var account in await book.ListAsync()) Line(console, account.UserName!, account.Role, account.CreatedAt);
            return 0;
        }, cancellation));

        var gone = Name();
        var remove = new Command("remove", "Removes an account.") { gone };
        remove.SetAction((parsed, cancellation) => WithAccountsAsync(parsed.GetRequiredValue(data), console, async book =>
            await book.RemoveAsync(parsed.GetRequiredValue(gone))
                ? Said(console, $"Account '{parsed.GetRequiredValue(gone)}' is removed; a server that runs lets it in for at most a minute more.")
                : console.Fail($"There is no account '{parsed.GetRequiredValue(gone)}'."), cancellation));
        return new Command("user", "People and machines that sign in with a password.") { add, list, remove };
    }

    public static Command Tokens(Option<string> data, VerbConsole console)
    {
        var (name, role) = (Name(), RoleOption());
        var add = new Command("add", "Adds a token and prints it, once.") { name, role };
        add.SetAction((parsed, cancellation) => WithTokensAsync(parsed.GetRequiredValue(data), console, async book =>
        {
            var (who, what) = (parsed.GetRequiredValue(name), Roles.ByName[parsed.GetRequiredValue(role)]);
            var (secret, problem) = await book.AddAsync(who, what, cancellation);
            return secret is null
                ? console.Fail(problem!)
                : Secret(console, $"Token '{who}' ({Roles.NameOf(what)}) is made. Send it as 'Authorization: Bearer'; shown only now:", secret);
        }, cancellation));

        var list = new Command("list", "Lists the tokens, without their secrets.");
        list.SetAction((parsed, cancellation) => WithTokensAsync(parsed.GetRequiredValue(data), console, async book =>
        {
            foreach (var token in await book.ListAsync(cancellation)) Line(console, token.Name, token.Role, token.CreatedAt);
            return 0;
        }, cancellation));

        var gone = Name();
        var revoke = new Command("revoke", "Revokes a token.") { gone };
        revoke.SetAction((parsed, cancellation) => WithTokensAsync(parsed.GetRequiredValue(data), console, async book =>
            await book.RevokeAsync(parsed.GetRequiredValue(gone), cancellation)
                ? Said(console, $"Token '{parsed.GetRequiredValue(gone)}' is revoked; a server that runs takes it for at most a minute more.")
                : console.Fail($"There is no token '{parsed.GetRequiredValue(gone)}'."), cancellation));
        return new Command("token", "Tokens of machines.") { add, list, revoke };
    }

    private static Argument<string> Name() => new("NAME") { Description = "The name that its actions are recorded under." };

    private static Option<string> RoleOption()
    {
        var role = new Option<string>("--role") { Description = Roles.Listed, HelpName = "ROLE", Required = true };
        role.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && Roles.Find(token.Value) is null)
                given.AddError($"'{token.Value}' is no role; choose one of {Roles.Listed}.");
        });
        return role;
    }

    private static Task<int> WithAccountsAsync(string data, VerbConsole console, Func<AccountBook, Task<int>> work, CancellationToken cancellation) =>
        WithFileAsync(data, console, async services =>
        {
            await using var scope = services.CreateAsyncScope();
            return await work(scope.ServiceProvider.GetRequiredService<AccountBook>());
        }, cancellation);

    private static Task<int> WithTokensAsync(string data, VerbConsole console, Func<TokenBook, Task<int>> work, CancellationToken cancellation) =>
        WithFileAsync(data, console, services => work(services.GetRequiredService<TokenBook>()), cancellation);

    private static async Task<int> WithFileAsync(string data, VerbConsole console, Func<ServiceProvider, Task<int>> work, CancellationToken cancellation)
    {
        ServiceProvider services;
        try
        {
            services = await VerbServices.OpenAccountsAsync(data, cancellation);
        }
        catch (InvalidOperationException refused)
        {
            return console.Fail(refused.Message);
        }

        await using (services) return await work(services);
    }

    private static int Secret(VerbConsole console, string sentence, string secret)
    {
        console.Output.WriteLine(sentence);
        console.Output.WriteLine(secret);
        return 0;
    }

    private static int Said(VerbConsole console, string sentence)
    {
        console.Output.WriteLine(sentence);
        return 0;
    }

    private static void Line(VerbConsole console, string name, Role role, DateTimeOffset made) =>
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{Roles.NameOf(role)}\t{made.UtcDateTime:yyyy-MM-dd HH:mm:ss}"));
}
