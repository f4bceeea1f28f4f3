using WorkflowItsm.Conformance.Constraints;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Conformance;

public sealed class ConstraintTests
{
    /// <summary>The variable that says where the suite is, if not in the shared material.</summary>
    private const string Variable = "BETSY_DIR";

    [Fact]
    public void The_constraint_models_give_the_approved_score()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        var results = ConstraintSuite.Run(string.IsNullOrEmpty(named) ? Shared.Require("bpmn-suites", "betsy") : named);

        Golden.Check(string.Join('\n', results.Where(result => !result.Passed).Select(result => $"failed {result.Title}").Append(ConstraintSuite.Score(results))));
    }

    [Fact]
    public async Task A_folder_of_ones_own_is_run_with_the_files_that_its_models_import()
    {
        var folder = Directory.CreateTempSubdirectory("constraints");
        try
        {
            await Write(folder, "right.bpmn", """<process id="P" isExecutable="true"/>""");
            await Write(folder, "wrong.bpmn", """
                <import importType="http://www.omg.org/spec/BPMN/20100524/MODEL" location="right.bpmn" namespace="urn:right.bpmn"/>
                <process id="P" isExecutable="true"/>
                """);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, ConstraintSuite.CaseFile), """
                [{"file":"right.bpmn","rule":"EXT002","mustBeRejected":false},{"file":"wrong.bpmn","rule":"EXT002","mustBeRejected":true},
                 {"file":"right.bpmn","rule":"EXT096","mustBeRejected":true},{"file":"wrong.bpmn","rule":"EXT002","mustBeRejected":false},
                 {"file":"wrong.bpmn","rule":"EXT999","mustBeRejected":true},{"file":"wrong.bpmn","rule":"EXT112","mustBeRejected":true},
                 {"file":"right.bpmn","rule":"EXT112","mustBeRejected":true}]
                """, TestContext.Current.CancellationToken);
            var output = new StringWriter();

            Assert.Equal(0, await ConstraintVerb.RunAsync([folder.FullName], output, TextWriter.Null));

            Assert.Equal("""
                  failed right.bpmn EXT096: accepted
                  failed wrong.bpmn EXT002: refused: Process P: found the id "P" a second time, expected each id once, also in imported files (BPMN 2.0.2, 8.3.1).
                  failed wrong.bpmn EXT999: no code is known for the rule
                  failed right.bpmn EXT112: accepted
                  rejected by another rule than the one we guess that number to mean wrong.bpmn EXT112: duplicate-id
                  found beside the rule wrong.bpmn EXT002: duplicate-id
                accepted models with a finding of any rule: 1/2
                constraints: passed 3/7

                """.ReplaceLineEndings("\n"), output.ToString().ReplaceLineEndings("\n"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_code_of_the_suites_rules_is_a_rule_of_the_profile()
    {
        var codes = Bpmn.Strict.BpmnStrict.Rules.Items.Select(rule => rule.Code).ToHashSet(StringComparer.Ordinal);
        Assert.Equal([], Enumerable.Range(1, 152).SelectMany(number => RuleNumbers.CodesOf($"EXT{number:000}")).Where(code => !codes.Contains(code)));
    }

    private static Task Write(DirectoryInfo folder, string name, string content) => File.WriteAllTextAsync(
        Path.Combine(folder.FullName, name),
        $"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:{name}">{content}</definitions>""");
}
