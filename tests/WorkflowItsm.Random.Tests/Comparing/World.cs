using System.Text;
using WorkflowItsm.Bpmn;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Dmn;
using WorkflowItsm.Engine;
using WorkflowItsm.Feel;
using WorkflowItsm.Random.Tests.Generation;

namespace WorkflowItsm.Random.Tests.Comparing;

/// <summary>A file as read, and what its processes can call and ask.</summary>
internal sealed class World(BpmnFile file) : ICallable
{
    public static readonly DateTimeOffset Beginning = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly BpmnReadOptions _options = new() { ScriptLanguages = ["csharp"] };

    /// <summary>The older release that calls can be bound to by its version: it has an older process Q0 and an older decision, and of the others the global tasks.</summary>
    private const int Older = 1;

    private static readonly Decision _grade = Grade("low", "high");

    private static readonly Decision _olderGrade = Grade("small", "great");

    public ProcessModel Main => file.Processes[0];

    /// <summary>Reads a file; null with the reasons when it cannot be read.</summary>
    public static World? Read(string xml, out string reasons)
    {
        var read = BpmnFile.Read("random.bpmn", Encoding.UTF8.GetBytes(xml), _options);
        reasons = string.Join('\n', read.Findings.Items.Where(finding => finding.Severity == Severity.Error).Select(finding => $"{finding.Code}: {finding.Message}"));
        return read.File is { } file ? new(file) : null;
    }

    public static Decision? FindDecision(string name) => FindDecision(name, null);

    public static Decision? FindDecision(string name, int? release) => name != "grade" ? null : release == Older ? _olderGrade : _grade;

    public ProcessModel? Find(string processId) => file.Processes.Items.FirstOrDefault(process => process.Id == processId);

    /// <summary>What a call means: a version, the latest, or what is of the caller's own release.</summary>
    public (ProcessModel Model, int? Release)? Called(string processId, CallBinding binding, int? caller)
    {
        var release = binding switch
        {
            CallBinding.Version version => version.Number,
            CallBinding.Deployment => caller,
            _ => null,
        };
        return Find(processId, release) is { } model ? (model, release) : null;
    }

    public (ProcessModel Model, int? Release)? Bind(string processId, CallBinding binding) => Called(processId, binding, null);

    public ProcessModel? Find(string processId, int? release) => release switch
    {
        null => processId == Case.Older ? null : Find(processId),
        Older => processId is "Q0" or Case.Older ? Find(Case.Older) : processId is "U" or "V" ? Find(processId) : null,
        _ => null,
    };

    public Decision? FindDecision(string idOrName, int release) => FindDecision(idOrName, (int?)release);

    private static Decision Grade(string low, string high) => DmnModel.Read("grade.dmn", Encoding.UTF8.GetBytes($"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="D" name="grade" namespace="t">
          <inputData id="i" name="x"><variable id="v" name="x"/></inputData>
          <decision id="grade" name="grade"><variable id="w" name="grade"/>
            <informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>
            <decisionTable id="T" hitPolicy="FIRST">
              <input id="in"><inputExpression id="e"><text>x</text></inputExpression></input><output id="out" name="grade"/>
              <rule id="r1"><inputEntry id="c1"><text>&lt; 2</text></inputEntry><outputEntry id="o1"><text>"{low}"</text></outputEntry></rule>
              <rule id="r2"><inputEntry id="c2"><text>2</text></inputEntry><outputEntry id="o2"><text>"{high}"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """)).Model!.Decisions[0];
}
