using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sample;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime;
using WorkflowItsm.Scripting;
using WorkflowItsm.Storage.Sqlite;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton<Quotes>();
builder.Services.AddWorkflowItsm(options => options.BundleRoots.Add(Path.Combine(AppContext.BaseDirectory, "processes")))
    .UseInMemory().AddCore<ProcessCore>().AddCSharpScripts(options => options.Imports.Add("Sample"));
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine(await host.Services.GetRequiredService<Quotes>().AskAsync("lamp", pieces: 3));
await host.StopAsync();
