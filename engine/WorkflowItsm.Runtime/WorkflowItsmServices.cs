using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Connectors;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Due;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Erasure;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Runtime.Insight;
using WorkflowItsm.Runtime.Integrity;
using WorkflowItsm.Runtime.Jobs;
using WorkflowItsm.Runtime.Retention;
using WorkflowItsm.Runtime.Scripts;
using WorkflowItsm.Runtime.Storage;

namespace WorkflowItsm.Runtime;

/// <summary>The way in for a host: <c>services.AddWorkflowItsm(…).UseSqlite()</c>.</summary>
public static class WorkflowItsmServices
{
    /// <summary>
    /// Adds the runtime. It starts and ends with the host; <see cref="ICaseRuntime"/>, <see cref="IDefinitions"/>
    /// and <see cref="IRuntimeStatus"/> are its faces. What the host has registered before is kept. A store has
    /// to be chosen on the builder.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options; null leaves the defaults. They are checked at start, all errors in one message.</param>
    public static WorkflowItsmBuilder AddWorkflowItsm(this IServiceCollection services, Action<WorkflowItsmOptions>? configure = null)
    {
        services.AddOptions<WorkflowItsmOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WorkflowItsmOptions>, WorkflowItsmOptionsCheck>());
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<WorkflowItsmOptions>>().Value);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RuntimeMetrics>();
        AddCases(services);
        AddDefinitions(services);
        AddEffects(services);
        services.TryAddSingleton<DueScheduler>();
        services.TryAddSingleton<FactKindCheck>();
        services.TryAddSingleton<StoreOwnership>();
        services.TryAddSingleton<JournalVerifier>();
        services.TryAddSingleton<RuntimeService>();
        services.TryAddSingleton<IRuntimeStatus>(provider => provider.GetRequiredService<RuntimeService>());
        services.AddHostedService(provider => provider.GetRequiredService<RuntimeService>());
        services.AddHostedService<StoreGauges>();
        services.TryAddSingleton<PersonalRetention>();
        services.TryAddSingleton<IRetention>(provider => provider.GetRequiredService<PersonalRetention>());
        services.TryAddSingleton<RetentionService>();
        services.AddHostedService(provider => provider.GetRequiredService<RetentionService>());
        services.TryAddSingleton<IntegrityService>();
        services.TryAddSingleton<IIntegrityStatus>(provider => provider.GetRequiredService<IntegrityService>());
        services.AddHostedService(provider => provider.GetRequiredService<IntegrityService>());
        return new(services);
    }

    private static void AddCases(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICaseCore, ConversationCore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICaseCore, TopicCore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICaseCore, StartTimersCore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICaseCore, EffectCore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICaseCore, ErasureCore>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICaseCore, RetentionCore>());
        services.TryAddSingleton<IErasures, Erasures>();
        services.TryAddSingleton<CaseCores>();
        services.TryAddSingleton(provider => new CaseCache(provider.GetRequiredService<WorkflowItsmOptions>().CachedCases));
        services.TryAddSingleton<CaseLoader>();
        services.TryAddSingleton<CommitFeed>();
        services.TryAddSingleton<ICaseFeed, CaseFeed>();
        services.TryAddSingleton<BatchServices>();
        services.TryAddSingleton<CaseWriter>();
        services.TryAddSingleton<CaseRuntime>();
        services.TryAddSingleton<ICaseRuntime>(provider => provider.GetRequiredService<CaseRuntime>());
    }

    private static void AddDefinitions(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICaseCore, DefinitionsCore>());
        services.TryAddSingleton(provider => new HandlerCatalogue(provider.GetServices<HandlerName>(), provider.GetServices<IConnector>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<INodeCheck, ConnectorCheck>());
        services.TryAddSingleton<ShippedBundles>();
        services.TryAddSingleton<ScriptLedger>();
        services.TryAddSingleton<ShippedScripts>();
        services.TryAddSingleton<IScriptRules>(provider => provider.GetRequiredService<ShippedScripts>());
        services.TryAddSingleton<BundleReader>();
        services.TryAddSingleton<ReleaseBook>();
        services.TryAddSingleton<IDefinitions, Definitions.Definitions>();
        services.TryAddSingleton<FolderPublisher>();
        services.TryAddSingleton<StartTimerFollower>();
        services.TryAddSingleton<IStartTimers, StartTimerList>();
    }

    private static void AddEffects(IServiceCollection services)
    {
        foreach (var kind in StreamEffectHandler.Kinds)
            services.AddSingleton<IEffectHandler>(provider => new StreamEffectHandler(
                kind,
                provider.GetRequiredService<CaseRuntime>(),
                provider.GetRequiredService<CaseCores>(),
                provider.GetRequiredService<ProcessKinds>(),
                provider.GetRequiredService<ILogger<StreamEffectHandler>>()));
        services.TryAddSingleton<JobAnswers>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEffectHandler, CallEffectHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEffectHandler, ScriptEffectHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEffectHandler, ErasureHandler>());
        services.TryAddSingleton<ProcessKinds>();
        services.TryAddSingleton<EffectLanes>();
        services.TryAddSingleton<EffectBackOff>();
        services.TryAddSingleton<EffectTry>();
        services.TryAddSingleton<EffectPump>();
        services.TryAddSingleton<JobBook>();
        services.TryAddSingleton<IJobs, Jobs.Jobs>();
    }
}
