using WorkflowItsm.DesignerHost.Verbs;

return await CommandLine.RunAsync(args, Console.Out, Console.Error);

internal sealed partial class Program;
