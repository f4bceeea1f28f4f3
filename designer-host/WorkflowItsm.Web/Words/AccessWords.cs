namespace WorkflowItsm.Web.Words;

/// <summary>The words of signing in, accounts and the demo tools.</summary>
public sealed class AccessWords;
