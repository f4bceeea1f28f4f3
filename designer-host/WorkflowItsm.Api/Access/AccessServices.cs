using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Api.Access;

/// <summary>Adds accounts, tokens, the scheme that signs in by them, and the policies.</summary>
internal static class AccessServices
{
    /// <summary>What verbs need as well: accounts and tokens, without HTTP.</summary>
    public static void AddAccounts(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddDbContextFactory<OpsDbContext>((provider, options) =>
            options.UseSqlite(OpsDatabase.ConnectionString(provider.GetRequiredService<WorkflowItsmOptions>())));
        services.AddIdentityCore<Account>(options =>
        {
            options.Password.RequiredLength = 12;
            options.Password.RequireNonAlphanumeric = false;
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.User.AllowedUserNameCharacters = "";
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        }).AddEntityFrameworkStores<OpsDbContext>();
        services.TryAddSingleton<OpsDatabase>();
        services.TryAddScoped<AccountBook>();
        services.TryAddSingleton<SetupBook>();
        services.TryAddSingleton<TokenBook>();
        services.TryAddSingleton<PeopleLookup>();
    }

    public static void AddSignIn(IServiceCollection services)
    {
        services.AddHostedService(provider => provider.GetRequiredService<OpsDatabase>());
        services.TryAddSingleton<LocalToken>();
        services.TryAddSingleton<TokenDirectory>();
        services.TryAddSingleton<PasswordCheck>();
        // After ops.db is migrated: the keys are read at start.
        services.AddDataProtection().SetApplicationName("WorkflowItsm").PersistKeysToDbContext<OpsDbContext>();
        PeopleCookie.Add(services.AddAuthentication(options =>
        {
            options.DefaultScheme = PeopleCookie.EitherScheme;
            options.AddScheme<CredentialsHandler>(CredentialsHandler.SchemeName, null);
        }));
        services.AddOptions<SessionOptions>();
        services.TryAddScoped<PeopleSession>();
        services.TryAddScoped(provider => new SignInDesk(
            provider.GetRequiredService<UserManager<Account>>(), provider.GetRequiredService<OpsDbContext>(),
            provider.GetRequiredService<PasswordCheck>(), provider.GetRequiredService<SetupBook>()));
        services.AddWebEncoders();
        services.TryAddTransient<CredentialsHandler>();
        services.AddAuthorization(Policies.Register);
        services.TryAddEnumerable(ServiceDescriptor.Transient<IStartupFilter, EndpointPolicyCheck>());
    }
}
