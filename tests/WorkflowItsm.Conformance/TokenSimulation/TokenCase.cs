using System.Text.Json;

namespace WorkflowItsm.Conformance.TokenSimulation;

/// <summary>A case as the suite writes it down; what the runner does not need is left out.</summary>
/// <param name="Id">Its name.</param>
/// <param name="File">The diagram.</param>
/// <param name="Triggers">What is done, in order.</param>
/// <param name="OrderFree">What the source's trace comes to; null where it gives none.</param>
internal sealed record TokenCase(string Id, string File, TokenTrigger[] Triggers, TokenCounts? OrderFree)
{
    /// <summary>The elements at which tokens stop from some time on.</summary>
    public IEnumerable<string> Stops => Triggers.Where(trigger => trigger.Op == "waitAt").Select(trigger => trigger.Element);

    /// <summary>The elements that are triggered by name.</summary>
    public IEnumerable<string> Triggered => Triggers.Where(trigger => trigger.Op == "trigger").Select(trigger => trigger.Element);

    /// <summary>The gateways whose choice is told.</summary>
    public IEnumerable<string> Chosen => Triggers.Where(trigger => trigger.Op == "activeOutgoing").Select(trigger => trigger.Element);

    /// <summary>All cases of a folder, in the order of the suite.</summary>
    public static TokenCase[] Read(string folder) =>
        JsonSerializer.Deserialize<TokenCase[]>(System.IO.File.ReadAllBytes(Path.Combine(folder, "cases.json")), JsonSerializerOptions.Web) ?? [];
}

/// <summary>Something that is done.</summary>
/// <param name="Op"><c>activeOutgoing</c>, <c>waitAt</c>, <c>trigger</c> or <c>signal</c>.</param>
/// <param name="Element">The gateway, activity, event or message flow.</param>
/// <param name="Flows">The flows that a gateway takes from now on.</param>
/// <param name="InScopeOf">The element at which the token waits that is meant.</param>
/// <param name="InInstanceStartedBy">The number of the trigger that started the instance that is meant.</param>
/// <param name="InstanceEnded">Whether the instance that this starts has to end.</param>
internal sealed record TokenTrigger(string Op, string Element, string[]? Flows, string? InScopeOf, int? InInstanceStartedBy, bool InstanceEnded);

/// <summary>A trace without order.</summary>
/// <param name="FlowsTaken">How often each sequence flow passed a token.</param>
/// <param name="Visits">How often each element was begun.</param>
/// <param name="OpenAtEnd">What still waits.</param>
internal sealed record TokenCounts(Dictionary<string, int> FlowsTaken, Dictionary<string, int> Visits, Dictionary<string, int> OpenAtEnd);
