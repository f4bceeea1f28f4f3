namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary>Where verbs write: answers to one place, complaints to another.</summary>
internal sealed record VerbConsole(TextWriter Output, TextWriter Error)
{
    /// <summary>The exit code of a verb that did not succeed.</summary>
    public const int Failed = 1;

    /// <summary>Says what is wrong and gives the exit code.</summary>
    public int Fail(string sentence)
    {
        Error.WriteLine(sentence);
        return Failed;
    }
}
