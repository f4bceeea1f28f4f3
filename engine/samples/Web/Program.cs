using Sample;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Storage.Sqlite;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddWorkflowItsm(options => options.BundleRoots.Add(Path.Combine(AppContext.BaseDirectory, "processes")))
    .UseSqlite().AddCore<ProcessCore>().AddServiceTaskHandler<Reserve>("reserve");
builder.Services.AddSingleton<Shelves>().AddSingleton<Shop>().AddHostedService<Outbox>();
var app = builder.Build();
app.MapPost("/orders", (string item, ICaseRuntime cases, Shop shop) => shop.Order(cases.NewCaseId(), item));
app.MapGet("/orders/{id}", async (string id, ICaseRuntime cases) => Answers.Of(await cases.ReadAsync(ProcessCore.KindName, id)));
app.MapPost("/orders/{id}/approve", async (string id, string by, ICaseRuntime cases) => Answers.Of(await cases.SendAsync(
    new(ProcessCore.KindName, id, new ProcessCommand.Complete("approve", FeelContext.Of(("by", by))), new Actor(by, Role.Agent)))));
app.Run();
