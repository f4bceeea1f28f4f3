using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Connectors;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Runtime.Effects;
using WorkflowItsm.Runtime.Scripts;

namespace WorkflowItsm.Runtime.Hosting;

/// <summary>Adds to the runtime what a host brings along: a store, cores, readers, handlers.</summary>
/// <param name="services">The host's services.</param>
public sealed class WorkflowItsmBuilder(IServiceCollection services)
{
    /// <summary>The host's services.</summary>
    public IServiceCollection Services => services;

    /// <summary>Adds a core; of two for one kind of stream the later holds.</summary>
    public WorkflowItsmBuilder AddCore<T>()
        where T : class, ICaseCore => Add<ICaseCore, T>();

    /// <summary>Adds a reader of one more kind of definition file.</summary>
    public WorkflowItsmBuilder AddDefinitionReader<T>()
        where T : class, IDefinitionReader => Add<IDefinitionReader, T>();

    /// <summary>Adds a handler of effects; of two for one kind the later holds.</summary>
    public WorkflowItsmBuilder AddEffectHandler<T>()
        where T : class, IEffectHandler => Add<IEffectHandler, T>();

    /// <summary>
    /// Adds the handler that service tasks call by <paramref name="name"/>; made anew for each call, in a scope of its
    /// own.
    /// </summary>
    public WorkflowItsmBuilder AddServiceTaskHandler<T>(string name)
        where T : class, IServiceTaskHandler
    {
        services.AddKeyedTransient<IServiceTaskHandler, T>(name);
        services.AddSingleton(new HandlerName(name));
        return this;
    }

    /// <summary>Adds what is known of a handler, so that it has fields in the designer and is checked before publishing; of two for one handler the later holds.</summary>
    public WorkflowItsmBuilder AddConnector<T>()
        where T : class, IConnector => Add<IConnector, T>();

    /// <summary>Adds a language in which the scripts of shipped bundles may be written; of two for one format the later holds.</summary>
    public WorkflowItsmBuilder AddScriptLanguage<T>()
        where T : class, IScriptLanguage => Add<IScriptLanguage, T>();

    /// <summary>Adds a bundle that the host ships in itself; it is published at start under its name, if it has changed.</summary>
    /// <param name="name">The bundle's name.</param>
    /// <param name="files">All its files.</param>
    public WorkflowItsmBuilder AddBundle(string name, ValueList<BundleFile> files)
    {
        services.AddSingleton(new ShippedBundle(name, files));
        return this;
    }

    private WorkflowItsmBuilder Add<TService, T>()
        where TService : class
        where T : class, TService
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<TService, T>());
        return this;
    }
}
