using System.CommandLine;
using WorkflowItsm.Bpmn.Import;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary><c>import FILE [--fix] [--out FILE]</c>.</summary>
internal static class ImportVerb
{
    public static Command Import(VerbConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "A process of Camunda 7, Camunda 8, Flowable or Activiti." };
        var fix = new Option<bool>("--fix") { Description = "Make the mechanical changes; forms are written beside the process." };
        var target = new Option<string?>("--out") { Description = "Where the changed process is written; FILE itself when not given.", HelpName = "FILE" };
        var import = new Command("import", "Lists what has to change before a process of another engine runs here; exit code 1 while something does.") { file, fix, target };
        import.SetAction((parsed, _) => Task.FromResult(Run(parsed.GetRequiredValue(file), parsed.GetValue(fix), parsed.GetValue(target), console)));
        return import;
    }

    private static int Run(string file, bool fix, string? target, VerbConsole console)
    {
        try
        {
            var name = Path.GetFileName(file);
            ReadOnlyMemory<byte> xml = File.ReadAllBytes(file);
            if (fix || target is not null)
            {
                var applied = BpmnImport.Apply(name, xml);
                var process = Path.GetFullPath(target ?? file);
                var folder = Path.GetDirectoryName(process)!;
                if (applied.Files.Items.FirstOrDefault(form => File.Exists(Path.Combine(folder, form.Path))) is { } there)
                    return console.Fail($"There is a file {Path.Combine(folder, there.Path)} already; move it away, or choose another folder with --out.");
                foreach (var form in applied.Files.Items)
                {
                    var path = Path.Combine(folder, form.Path);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    File.WriteAllText(path, form.Content);
                    console.Output.WriteLine($"wrote {path}");
                }

                File.WriteAllBytes(process, applied.Xml.ToArray());
                console.Output.WriteLine($"wrote {process} with {applied.Applied.Count} changes");
                xml = applied.Xml;
            }

            var examined = BpmnImport.Examine(name, xml);
            if (examined.Engines.Count > 0) console.Output.WriteLine($"made for {string.Join(", ", examined.Engines)}; {examined.Mechanical} of {examined.Changes.Count} changes are mechanical");
            return DefinitionVerbs.Report(console, name, [.. examined.Findings, .. examined.Changes.Items.Select(change => change.Finding)]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return console.Fail(unreadable.Message);
        }
    }
}
