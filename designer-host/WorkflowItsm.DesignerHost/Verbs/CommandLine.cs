using System.CommandLine;
using WorkflowItsm.DesignerHost.Serving;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary>Everything that can be said on the command line. Without a verb the program serves.</summary>
internal static class CommandLine
{
    /// <summary>The exit code for a command line that means nothing.</summary>
    public const int Misread = 2;

    private static readonly string[] s_hostOptions = ["--urls", "--environment", "--contentRoot"];

    /// <summary>Runs a command line; answers go to <paramref name="output"/>, complaints to <paramref name="error"/>.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var console = new VerbConsole(output, error);
        var root = Root(args, console);
        var parsed = root.Parse(Words(args));
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors.Select(problem => problem.Message).Distinct(StringComparer.Ordinal)) await error.WriteLineAsync(problem);
            await error.WriteLineAsync("Run with --help to see the verbs and their options.");
            return Misread;
        }

        // No time limit on ending: the host itself hears the signals, and drains what is queued.
        return await parsed.InvokeAsync(new() { Output = output, Error = error, ProcessTerminationTimeout = null });
    }

    private static RootCommand Root(string[] args, VerbConsole console)
    {
        var data = new Option<string>("--data")
        {
            Description = "The folder of the store.",
            HelpName = "DIR",
            Recursive = true,
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("DATA") ?? "data",
        };
        var root = new RootCommand("WorkflowItsm: without a verb it serves; any setting of ASP.NET Core may follow as --Section:Key VALUE.") { data };
        var demo = new Option<bool>("--demo") { Description = "Make a sample organisation in a new store, with tools to try things: a sample alert, and time that can be moved forward." };
        root.Add(demo);
        foreach (var name in s_hostOptions) root.Add(new Option<string>(name) { Description = "As usual in ASP.NET Core." });
        root.SetAction((parsed, cancellation) => Server.RunAsync(args, parsed.GetRequiredValue(data), parsed.GetValue(demo), console, cancellation));
        root.Add(AccountVerbs.Users(data, console));
        root.Add(AccountVerbs.Tokens(data, console));
        root.Add(DefinitionVerbs.Verify(console));
        root.Add(DefinitionVerbs.Publish(data, console));
        root.Add(ImportVerb.Import(console));
        root.Add(JournalVerbs.Journal(data, console));
        root.Add(BackupVerbs.Backup(data, console));
        root.Add(BackupVerbs.Restore(data, console));
        root.Add(ErasureVerbs.Erase(data, console));
        root.Add(RetentionVerbs.Retention(data, console));
        return root;
    }

    // Settings such as --Logging:LogLevel:Default Debug are read by the host; the parser need not know them.
    private static List<string> Words(string[] args)
    {
        var words = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || args[i].IndexOf(':', StringComparison.Ordinal) is not (var colon and > 0)
                || args[i].IndexOf('=', StringComparison.Ordinal) is var equals && equals >= 0 && equals < colon) words.Add(args[i]);
            else if (!args[i].Contains('=', StringComparison.Ordinal)) i++;
        }

        return words;
    }
}
