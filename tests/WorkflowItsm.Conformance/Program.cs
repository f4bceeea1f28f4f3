using WorkflowItsm.Conformance.Betsy;
using WorkflowItsm.Conformance.Constraints;
using WorkflowItsm.Conformance.DmnTck;
using WorkflowItsm.Conformance.Miwg;
using WorkflowItsm.Conformance.Playing;
using WorkflowItsm.Conformance.TokenSimulation;
using Xunit.MicrosoftTestingPlatform;

namespace WorkflowItsm.Conformance;

/// <summary>
/// Runs a conformance kit when the first word is its verb; any other command line is xunit's. To add a kit: a verb here, a folder beside
/// <c>DmnTck</c>.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] args) => args switch
    {
        ["constraints", .. var rest] => await ConstraintVerb.RunAsync(rest, Console.Out, Console.Error),
        ["miwg", .. var rest] => await MiwgVerb.RunAsync(rest, Console.Out, Console.Error),
        ["dmn-tck", .. var rest] => await DmnTckVerb.RunAsync(rest, Console.Out, Console.Error),
        [BetsySuite.Name, .. var rest] => await new SuiteVerb(BetsySuite.Name, BetsySuite.Run).RunAsync(rest, Console.Out, Console.Error),
        [TokenSuite.Name, .. var rest] => await new SuiteVerb(TokenSuite.Name, TokenSuite.Run).RunAsync(rest, Console.Out, Console.Error),
        _ when args.Contains("-automated") || args.Contains("@@") => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
        _ => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
