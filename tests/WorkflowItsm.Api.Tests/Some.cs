using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Api.Tests;

/// <summary>Ordinary things that tests need.</summary>
internal static class Some
{
    public static DateTimeOffset Time { get; } = new(2026, 11, 23, 14, 50, 36, TimeSpan.Zero);

    public static IReadOnlyList<Role> Roles { get; } = [Role.Requester, Role.Agent, Role.ProcessOwner, Role.Auditor, Role.Administrator, Role.Worker];

    /// <summary>A DMN file with one decision.</summary>
    public static string Table(string id, string expression) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="file" name="file" namespace="http://example.org">
          <decision id="{id}" name="{id}"><variable name="{id}" /><literalExpression id="e"><text>{expression}</text></literalExpression></decision>
        </definitions>
        """;

    /// <summary>What Alertmanager 0.25 posts.</summary>
    public static string Alert(string status = "firing", string service = "cmdb") => $$"""
        {"receiver":"engine","status":"{{status}}","alerts":[{"status":"{{status}}","labels":{"alertname":"TargetDown","instance":"127.0.0.1:9198","job":"dead",
        "service":"{{service}}","severity":"critical"},"annotations":{"runbook":"restart-service","summary":"The target is down"},"startsAt":"2026-11-23T14:50:36.238Z",
        "endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prometheus/graph","fingerprint":"517ce98f5dbd70a0"}],"groupLabels":{"alertname":"TargetDown","service":"{{service}}"},
        "commonLabels":{"alertname":"TargetDown","service":"{{service}}","severity":"critical"},"commonAnnotations":{"summary":"The target is down"},
        "externalURL":"http://alertmanager","version":"4","groupKey":"{}:{alertname=\"TargetDown\", service=\"{{service}}\"}","truncatedAlerts":0}
        """;
}
