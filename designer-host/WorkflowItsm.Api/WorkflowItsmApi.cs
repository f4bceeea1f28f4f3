using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Scalar.AspNetCore;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Api.Attachments;
using WorkflowItsm.Api.Backups;
using WorkflowItsm.Api.Definitions;
using WorkflowItsm.Api.Effects;
using WorkflowItsm.Api.Erasure;
using WorkflowItsm.Api.Errors;
using WorkflowItsm.Api.Health;
using WorkflowItsm.Api.Insight;
using WorkflowItsm.Api.Intake;
using WorkflowItsm.Api.Jobs;
using WorkflowItsm.Api.Operations;
using WorkflowItsm.Api.Processes;
using WorkflowItsm.Api.Requests;
using WorkflowItsm.Api.Schedules;
using WorkflowItsm.Api.TableApi;
using WorkflowItsm.Api.Tickets;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Itsm.Clocks;
using WorkflowItsm.Itsm.Forms;
using WorkflowItsm.Itsm.Handbook;
using WorkflowItsm.Itsm.Notifications;
using WorkflowItsm.Itsm.Organisation;
using WorkflowItsm.Itsm.Scenarios;
using WorkflowItsm.Itsm.Schedules;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Hosting;

namespace WorkflowItsm.Api;

/// <summary>The way in for a host: <c>services.AddWorkflowItsm().UseSqlite().AddItsm().AddHttpApi(configuration)</c>, then <c>app.MapWorkflowItsm()</c>.</summary>
public static class WorkflowItsmApi
{
    /// <summary>Adds tickets: their core and the readers of what bundles hold besides processes and tables. Processes without a table run as plain ones.</summary>
    public static WorkflowItsmBuilder AddItsm(this WorkflowItsmBuilder builder) => builder
        .AddCore<TicketCore>()
        .AddCore<ProcessCore>()
        .AddDefinitionReader<ClocksReader>()
        .AddDefinitionReader<TeamsReader>()
        .AddDefinitionReader<ServicesReader>()
        .AddDefinitionReader<TemplatesReader>()
        .AddDefinitionReader<FormsReader>()
        .AddDefinitionReader<SchedulesReader>()
        .AddDefinitionReader<ScenariosReader>()
        .AddDefinitionReader<HandbookReader>();

    /// <summary>Adds accounts and tokens alone, without HTTP: what a command line needs.</summary>
    public static WorkflowItsmBuilder AddAccounts(this WorkflowItsmBuilder builder)
    {
        AccessServices.AddAccounts(builder.Services);
        return builder;
    }

    /// <summary>Adds backup and restore of the data folder, without HTTP: what a command line needs.</summary>
    public static WorkflowItsmBuilder AddBackups(this WorkflowItsmBuilder builder)
    {
        builder.Services.TryAddSingleton<BackupMaker>();
        builder.Services.TryAddSingleton<BackupRestorer>();
        return builder;
    }

    /// <summary>Adds what erases people's accounts and files along with the journal, without HTTP: what a command line needs.</summary>
    public static WorkflowItsmBuilder AddErasure(this WorkflowItsmBuilder builder)
    {
        builder.Services.TryAddSingleton<AttachmentFiles>();
        builder.Services.TryAddSingleton<ErasureDesk>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IErasureParticipant, AccountErasure>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IErasureParticipant, AttachmentErasure>());
        return builder;
    }

    /// <summary>Adds the HTTP surface: sign-in, policies, the APIs, OpenAPI, and insight.</summary>
    /// <param name="builder">The runtime.</param>
    /// <param name="configuration">Sections <c>TableApi</c>, <c>Attachments</c> and <c>Backups</c>.</param>
    public static WorkflowItsmBuilder AddHttpApi(this WorkflowItsmBuilder builder, IConfiguration configuration)
    {
        var services = builder.AddAccounts().AddBackups().AddErasure().Services;
        AccessServices.AddSignIn(services);
        services.Configure<TableApiOptions>(configuration.GetSection("TableApi"));
        services.TryAddSingleton<TableReads>();
        services.TryAddSingleton<TableWrites>();
        services.Configure<AttachmentOptions>(configuration.GetSection("Attachments"));
        services.Configure<BackupOptions>(configuration.GetSection("Backups"));
        services.TryAddSingleton<TicketLookup>();
        services.TryAddSingleton<TicketDesk>();
        services.TryAddSingleton<AttachmentFiles>();
        services.TryAddSingleton(provider => new AttachmentDesk(
            provider.GetRequiredService<TicketDesk>(),
            provider.GetRequiredService<TicketLookup>(),
            provider.GetRequiredService<AttachmentFiles>(),
            provider.GetRequiredService<IOptions<AttachmentOptions>>()));
        services.TryAddSingleton<AttachmentEndpoints>();
        services.TryAddSingleton<TicketReads>();
        services.TryAddSingleton<TicketWrites>();
        services.TryAddSingleton<ProcessDesk>();
        services.TryAddSingleton<BundleEndpoints>();
        services.TryAddSingleton<DraftBook>();
        services.TryAddSingleton(provider => new DefinitionDesk(
            provider.GetRequiredService<IDefinitions>(), provider.GetRequiredService<DraftBook>()));
        services.TryAddSingleton<PastDecisions>();
        services.TryAddSingleton<AlertIntake>();
        services.TryAddSingleton<AlertmanagerEndpoint>();
        services.TryAddSingleton<MessageEndpoints>();
        services.TryAddSingleton<EffectReads>();
        services.TryAddSingleton<EffectWrites>();
        services.TryAddSingleton<JobDesk>();
        services.AddOpenApi();
        Telemetry.Add(services, configuration);
        return builder;
    }

    /// <summary>
    /// Adds the middleware and maps every endpoint. Call it once, before the host's own endpoints; each of those
    /// has to name a policy too, or the start fails.
    /// </summary>
    public static WebApplication MapWorkflowItsm(this WebApplication app)
    {
        UnexpectedErrors.Use(app);
        CrossSiteGuard.Use(app);
        MethodOverride.Use(app);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        HealthEndpoints.Map(app);
        TableEndpoints.Map(app);
        AlertmanagerEndpoint.Map(app);
        MessageEndpoints.Map(app);
        TicketEndpoints.Map(app);
        ProcessEndpoints.Map(app);
        AttachmentEndpoints.Map(app);
        BundleEndpoints.Map(app);
        ScheduleEndpoints.Map(app);
        EffectEndpoints.Map(app);
        JobEndpoints.Map(app);
        BackupEndpoints.Map(app);
        StatusEndpoint.Map(app);
        RetentionEndpoint.Map(app);
        ErasureEndpoints.Map(app);
        MapReference(app);
        return app;
    }

    private static void MapReference(IEndpointRouteBuilder app)
    {
        // One group, because the page maps its scripts as endpoints of their own, and opens them to everybody.
        var reference = app.MapGroup("").RequireAuthorization(Policies.SignedIn);
        ((IEndpointConventionBuilder)reference).Finally(endpoint =>
        {
            foreach (var open in endpoint.Metadata.OfType<IAllowAnonymous>().ToList()) endpoint.Metadata.Remove(open);
        });
        reference.MapOpenApi();
        // Nothing of the page may come from outside: no fonts, no proxy, no agent.
        reference.MapScalarApiReference(options => options.WithTitle("WorkflowItsm").DisableDefaultFonts().DisableAgent().DisableTelemetry());
    }
}
