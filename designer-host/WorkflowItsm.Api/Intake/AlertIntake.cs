using System.Security.Cryptography;
using System.Text;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Cases;

namespace WorkflowItsm.Api.Intake;

/// <summary>
/// Gives alerts to the conversation of their group: the conversation sees to it that a group has one incident, and
/// the drawn process asks the intake table what the labels mean. Safe to share between threads.
/// </summary>
/// <param name="runtime">Where commands go.</param>
public sealed class AlertIntake(ICaseRuntime runtime)
{
    private const int LongestReadableKey = 400;

    /// <summary>Sends what is known of a group of alerts now.</summary>
    /// <param name="groupKey">What makes posts belong together.</param>
    /// <param name="isFiring">Whether an alert of the group still fires.</param>
    /// <param name="labels">Labels by name, all texts.</param>
    /// <param name="summary">A line for people.</param>
    /// <param name="alerts">The alerts: contexts with fingerprint, status, labels, annotations and startsAt.</param>
    /// <param name="actor">Who sends.</param>
    /// <param name="cancellationToken">Stops the waiting, not the command.</param>
    public Task<CommandResult> SendAsync(
        string groupKey, bool isFiring, FeelContext labels, string summary, ValueList<FeelValue> alerts, Actor actor, CancellationToken cancellationToken = default)
    {
        var payload = FeelContext.Of(
            ("alerts", FeelValue.List(alerts)),
            ("status", isFiring ? "firing" : "resolved"),
            ("group_key", groupKey),
            ("summary", summary),
            ("labels", FeelValue.Context(labels)));
        var publish = new ConversationCommand.Publish(isFiring ? "alert.firing" : "alert.resolved", payload, runtime.NewCaseId());
        return runtime.SendAsync(new(ConversationCore.KindName, $"{ConversationCore.KindName}:{KeyOf(groupKey)}", publish, actor), cancellationToken);
    }

    /// <summary>The conversation's key: readable as long as it is short, else a digest.</summary>
    internal static string KeyOf(string groupKey) =>
        "alert:" + (groupKey.Length <= LongestReadableKey ? groupKey : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(groupKey))));
}
