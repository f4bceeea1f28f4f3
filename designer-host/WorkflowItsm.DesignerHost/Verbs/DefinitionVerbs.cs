using System.CommandLine;
using WorkflowItsm.DesignerHost.Serving;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.DesignerHost.Verbs;

/// <summary><c>verify PATH</c> and <c>publish PATH</c>.</summary>
internal static class DefinitionVerbs
{
    public static Command Verify(VerbConsole console)
    {
        var path = new Argument<string>("PATH") { Description = "A bundle's folder, or one .bpmn or .dmn file." };
        var strict = new Option<bool>("--strict") { Description = "Hold the BPMN files against the prose of the standard instead, also where an engine needs less." };
        var verify = new Command("verify", "Finds what is wrong with a bundle or a file; exit code 1 when it cannot run.") { path, strict };
        verify.SetAction(async (parsed, _) =>
        {
            var (source, problem) = BundleSource.Read(parsed.GetRequiredValue(path));
            if (source is null) return console.Fail(problem!);
            if (parsed.GetValue(strict)) return Report(console, source.Name, StrictVerb.Findings(source, parsed.GetRequiredValue(path)));
            await using var services = VerbServices.Build("data");
            return Report(console, source.Name, Findings(services.GetRequiredService<BundleReader>(), source));
        });
        return verify;
    }

    public static Command Publish(Option<string> data, VerbConsole console)
    {
        var path = new Argument<string>("PATH") { Description = "A bundle's folder." };
        var name = new Option<string?>("--name") { Description = "The bundle's name; the folder's when not given.", HelpName = "NAME" };
        var reason = new Option<string?>("--reason") { Description = "Why; kept with the version.", HelpName = "TEXT" };
        var publish = new Command("publish", "Publishes a bundle, through the server when one runs on the data folder.") { path, name, reason };
        publish.SetAction(async (parsed, cancellation) =>
        {
            var (source, problem) = BundleSource.Read(parsed.GetRequiredValue(path));
            if (source is null) return console.Fail(problem!);
            if (!source.IsFolder)
                return console.Fail($"{parsed.GetRequiredValue(path)} is a file; a bundle is published as a whole: name its folder.");
            var bundle = parsed.GetValue(name) ?? source.Name;
            var folder = parsed.GetRequiredValue(data);
            return await RemotePublisher.TryAsync(folder, bundle, source.Files, parsed.GetValue(reason), console, cancellation)
                ?? await LocalPublisher.RunAsync(folder, bundle, source.Files, parsed.GetValue(reason), console, cancellation);
        });
        return publish;
    }

    /// <summary>Prints findings, one a line, and the verdict; the exit code is 1 when one is an error.</summary>
    public static int Report(VerbConsole console, string name, ValueList<Finding> findings)
    {
        foreach (var finding in findings.Items.OrderByDescending(finding => finding.Severity)) console.Output.WriteLine(Line(finding));
        var errors = findings.Items.Count(finding => finding.Severity == Severity.Error);
        var warnings = findings.Items.Count(finding => finding.Severity == Severity.Warning);
        console.Output.WriteLine($"'{name}': {Count(errors, "error")}, {Count(warnings, "warning")}.");
        return errors > 0 ? VerbConsole.Failed : 0;
    }

    private static string Line(Finding finding)
    {
        string?[] place =
        [
            finding.Severity.ToString().ToLowerInvariant(), finding.Code, finding.File,
            finding.ElementId is { } id ? $"'{id}'" : null, finding.Position is { } position ? $"({position})" : null,
        ];
        return $"{string.Join(' ', place.Where(part => part is not null))}: {finding.Message} {finding.Cure}";
    }

    private static string Count(int number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    // A bundle names what others hold: it is checked together with the shipped bundles, itself taking the place of its namesake.
    private static ValueList<Finding> Findings(BundleReader reader, BundleSource source)
    {
        if (!source.IsFolder) return reader.Read(source.Bundle, 1, source.Files).Findings;
        var others = BundleRoots.Find(AppContext.BaseDirectory)
            .SelectMany(BundleFolder.Find)
            .Where(folder => Path.GetFileName(folder) != source.Name)
            .Select(folder => reader.Read(Path.GetFileName(folder), 1, BundleFolder.Read(folder)).Bundle)
            .OfType<Bundle>();
        return reader.Verify(source.Name, source.Files, new Release(0, others));
    }
}
