using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sample;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime;
using WorkflowItsm.Storage.Sqlite;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSingleton<Shelves>().AddSingleton<Orders>();
builder.Services.AddWorkflowItsm(options => options.BundleRoots.Add(Path.Combine(AppContext.BaseDirectory, "processes")))
    .UseInMemory().AddCore<ProcessCore>().AddServiceTaskHandler<Reserve>("reserve");
using var host = builder.Build();
await host.StartAsync();
var orders = host.Services.GetRequiredService<Orders>();
var order = await orders.StartAsync("lamp");
await orders.ReservedAsync(order);
Console.WriteLine(await orders.ApproveAsync(order, by: "Ada"));
await host.StopAsync();
