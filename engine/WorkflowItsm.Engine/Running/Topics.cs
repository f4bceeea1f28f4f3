using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Running;

/// <summary>What an instance listens to together with others: joined when it first waits, left when the instance ends.</summary>
internal static class Topics
{
    public static void Join(Run run, string topic)
    {
        if (!run.State.Topics.Items.Contains(topic)) run.Do(Hear(topic, listens: true));
    }

    public static void LeaveAll(Run run)
    {
        foreach (var topic in run.State.Topics) run.Do(Hear(topic, listens: false));
    }

    private static Effect Hear(string topic, bool listens) => new(EffectKinds.Hear, topic, FeelContext.Of(("case", "$self"), ("listens", listens)));
}
