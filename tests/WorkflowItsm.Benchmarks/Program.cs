using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using WorkflowItsm.Benchmarks.Full;
using WorkflowItsm.Benchmarks.Large;
using WorkflowItsm.Benchmarks.Quick;

if (args is ["quick", .. var only])
{
    await QuickRun.RunAsync(only);
    return;
}

if (args is ["generate", .. var what])
{
    await GenerateRun.RunAsync(what);
    return;
}

if (args is ["full", .. var wanted])
{
    await FullRun.RunAsync(wanted);
    return;
}

// Reports lie with the build's other products, not at the root of the repository.
var config = DefaultConfig.Instance.WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "reports"));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
