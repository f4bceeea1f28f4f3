using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>What an instance listens to together with others: joined when it first waits, left when the instance ends.</summary>
internal static class Topics
{
    public static void Join(Run run, string topic)
    {
        if (!run.State.Topics.Items.Contains(topic)) run.Do(Hear(topic, listens: true));
    }

    /// <summary>A message is brought to one case, which is asked again only when it says so: each time it begins to wait.</summary>
    public static void Await(Run run, string topic) => run.Do(Hear(topic, listens: true));

    /// <summary>A message without a key came, and nothing waits for it (any more): another case may have it.</summary>
    public static void PassOn(Run run, string message, FeelContext payload) => run.Do(new(
        EffectKinds.PassOn, Topic.OfMessage(message), FeelContext.Of(("case", "$self"), ("payload", FeelValue.Context(payload)))));

    /// <summary>What still waits for the same message after one was brought asks for the next; a wait that began meanwhile has asked.</summary>
    public static Verdict.Accepted Rejoin(Verdict.Accepted accepted, string message)
    {
        var topic = Topic.OfMessage(message);
        if (accepted.State.Ended || accepted.Effects.Items.Any(effect => effect.Kind == EffectKinds.Hear && effect.Target == topic)) return accepted;
        return accepted.State.Waits.Any(wait => wait is Wait.Message { Key: "" } open && open.Name == message)
            ? accepted with { Effects = accepted.Effects.Add(Hear(topic, listens: true)) }
            : accepted;
    }

    public static void LeaveAll(Run run)
    {
        foreach (var topic in run.State.Topics) run.Do(Hear(topic, listens: false));
    }

    private static Effect Hear(string topic, bool listens) => new(EffectKinds.Hear, topic, FeelContext.Of(("case", "$self"), ("listens", listens)));
}
