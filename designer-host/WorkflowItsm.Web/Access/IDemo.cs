using WorkflowItsm.Engine.Cases;

namespace WorkflowItsm.Web.Access;

/// <summary>What a demo store offers beyond others; registered by a host in demo stores only.</summary>
public interface IDemo
{
    /// <summary>The time of the store now.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Moves the store's clock forward; what falls due meanwhile happens at once.</summary>
    void MoveForward(TimeSpan by);

    /// <summary>Sends an alert as a monitoring system would, and gives the alert's name.</summary>
    Task<string> SendAlertAsync(Actor actor, CancellationToken cancellationToken = default);
}
