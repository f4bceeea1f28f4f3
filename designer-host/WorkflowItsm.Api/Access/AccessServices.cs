using Microsoft.AspNetCore.Hosting;
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
        services.TryAddSingleton<TokenBook>();
    }

    public static void AddSignIn(IServiceCollection services)
    {
        services.AddHostedService(provider => provider.GetRequiredService<OpsDatabase>());
        services.TryAddSingleton<LocalToken>();
        services.TryAddSingleton<TokenDirectory>();
        services.TryAddSingleton<PasswordCheck>();
        // Not AddAuthentication: it would make data-protection keys, and nothing here encrypts a cookie.
        services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = CredentialsHandler.SchemeName;
            options.AddScheme<CredentialsHandler>(CredentialsHandler.SchemeName, null);
        });
        services.AddWebEncoders();
        services.TryAddTransient<CredentialsHandler>();
        services.AddAuthorization(Policies.Register);
        services.TryAddEnumerable(ServiceDescriptor.Transient<IStartupFilter, EndpointPolicyCheck>());
    }
}
