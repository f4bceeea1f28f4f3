using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

// Reports lie with the build's other products, not at the root of the repository.
var config = DefaultConfig.Instance.WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "reports"));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
