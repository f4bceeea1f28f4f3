using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WorkflowItsm.Runtime.Hosting;
using WorkflowItsm.Scripting.Compiling;
using WorkflowItsm.Scripting.Running;

namespace WorkflowItsm.Scripting;

/// <summary>The way in for a host: <c>services.AddWorkflowItsm(…).AddCSharpScripts()</c>.</summary>
public static class CSharpScriptServices
{
    /// <summary>
    /// Lets script tasks in C# run that stand in bundles which the host itself ships (<see cref="WorkflowItsmOptions.BundleRoots"/>,
    /// <see cref="WorkflowItsmBuilder.AddBundle"/>). They have all rights of the program; scripts from anywhere else are refused.
    /// </summary>
    /// <param name="builder">The runtime.</param>
    /// <param name="configure">Sets options; null leaves the defaults.</param>
    public static WorkflowItsmBuilder AddCSharpScripts(this WorkflowItsmBuilder builder, Action<CSharpScriptOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<CSharpScriptOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CSharpScriptOptions>, CSharpScriptOptionsCheck>());
        builder.Services.TryAddSingleton<ScriptCompiler>();
        builder.Services.TryAddSingleton<ScriptBook>();
        return builder.AddScriptLanguage<CSharpLanguage>();
    }
}
