namespace WorkflowItsm.Architecture.Tests.Laws;

/// <summary>How a broken law is told.</summary>
internal static class Law
{
    /// <summary>Fails with every offence, a line each.</summary>
    public static void Holds(IEnumerable<string> offences)
    {
        string[] found = [.. offences];
        Assert.True(found.Length == 0, $"{found.Length} offences:\n{string.Join('\n', found)}");
    }
}
