using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Effects;

namespace Sample;

/// <summary>A service of the application, from its container.</summary>
internal sealed class Shelves
{
    public int Find(string item) => item.Length;
}

/// <summary>Does the service task that names the handler <c>reserve</c>. After a crash it may be called again with the same call.Id.</summary>
internal sealed class Reserve(Shelves shelves) : IServiceTaskHandler
{
    public Task<FeelContext> HandleAsync(ServiceTaskCall call, CancellationToken cancellationToken) =>
        Task.FromResult(FeelContext.Of(("shelf", shelves.Find(call.Input["item"].ToText()))));
}
