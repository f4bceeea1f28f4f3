using System.Collections;
using System.Text;
using System.Text.Json;
using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Tests;

public sealed class DescriptorTests
{
    private static readonly JsonElement Descriptor = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Engine, "moddle", "itsm.json"))).RootElement;

    private static IEnumerable<JsonElement> Elements => Descriptor.GetProperty("types").EnumerateArray().Where(type => type.TryGetProperty("superClass", out _));

    public static TheoryData<string, string> Properties =>
        // What becomes of a missed timer, which version is called and who starts an ad hoc activity are no texts in the model: other tests look at them.
        [.. Elements.Where(type => Tag(type) is not ("misfire" or "call" or "adHoc")).SelectMany(type => type.GetProperty("properties").EnumerateArray().Select(property => (Tag(type), Name(property))))];

    [Fact]
    public void The_descriptor_has_our_namespace_and_prefix()
    {
        Assert.Equal(NodeSettings.Namespace, Descriptor.GetProperty("uri").GetString());
        Assert.Equal("itsm", Descriptor.GetProperty("prefix").GetString());
    }

    [Fact]
    public void The_descriptor_and_the_reader_know_the_same_elements() =>
        Assert.Equal(
            Vocabulary.Settings.Select(setting => $"{setting.Name}({string.Join(' ', setting.Attributes)}) in {string.Join(' ', setting.AllowedIn.Select(type => "bpmn:" + type))}").Order(StringComparer.Ordinal),
            Elements.Select(type => $"{Tag(type)}({string.Join(' ', type.GetProperty("properties").EnumerateArray().Select(Name))}) in {string.Join(' ', type.GetProperty("meta").GetProperty("allowedIn").EnumerateArray())}").Order(StringComparer.Ordinal));

    [Fact]
    public void The_descriptor_and_the_reader_know_the_same_attributes_of_nodes_flows_and_processes() =>
        Assert.Equal(
            [$"bpmn:FlowNode {string.Join(' ', Vocabulary.NodeAttributes.Items)}", $"bpmn:SequenceFlow {string.Join(' ', Vocabulary.FlowAttributes.Items)}", $"bpmn:Process {string.Join(' ', Vocabulary.ProcessAttributes.Items)}", $"bpmn:Lane {string.Join(' ', Vocabulary.LaneAttributes.Items)}"],
            Descriptor.GetProperty("types").EnumerateArray().Where(type => type.TryGetProperty("extends", out _))
                .Select(type => $"{Assert.Single(type.GetProperty("extends").EnumerateArray())} {string.Join(' ', type.GetProperty("properties").EnumerateArray().Select(Name))}"));

    [Theory]
    [MemberData(nameof(Properties))]
    public void Every_property_of_the_descriptor_arrives_in_the_model(string element, string property)
    {
        var setting = Vocabulary.Find(element)!;
        var value = property switch { "state" => "4711", "required" => "true", _ => $"given_{property}" };
        var attributes = string.Join(' ', setting.Attributes.Select(name => $"{name}=\"{(name == property ? value : name switch { "state" => "1", "required" => "false", _ => "x" })}\""));
        Assert.Contains(value == "true" ? "RequiresResult" : value, Dump(Some.Model(Carrier(setting, $"<itsm:{element} {attributes}/>"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state", "4711")]
    [InlineData("overlay", "4711")]
    [InlineData("nameZh", "处理")]
    [InlineData("resultVariable", "given")]
    public void Every_attribute_of_a_flow_node_arrives_in_the_model(string attribute, string value) =>
        Assert.Contains(value, Dump(Some.Model($"<startEvent id=\"S\" itsm:{attribute}=\"{value}\"/>")), StringComparison.Ordinal);

    [Fact]
    public void The_Chinese_name_of_a_process_arrives_in_the_model_without_a_finding()
    {
        var read = Some.Read(Some.Process("<startEvent id=\"S\"/>").Replace("<process ", "<process itsm:nameZh=\"事件\" ", StringComparison.Ordinal));
        Assert.Equal("事件", Assert.Single(read.File!.Processes.Items).Settings.NameZh);
        Assert.DoesNotContain(read.Findings.Items, finding => finding.Code is "unknown-setting" or "misplaced-setting");
    }

    private static string Carrier(Setting setting, string xml)
    {
        var extension = $"<extensionElements>{xml}</extensionElements>";
        if (setting.AllowedIn.Contains("Process")) return $"{extension}<startEvent id=\"S\"/>";
        var node = setting.AllowedIn[0] switch
        {
            "StartEvent" => "<startEvent id=\"N\">" + extension + "</startEvent>",
            "Event" => "<intermediateCatchEvent id=\"N\">" + extension + "<messageEventDefinition messageRef=\"M\"/></intermediateCatchEvent>",
            "Activity" => "<task id=\"N\">" + extension + "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>",
            "FlowNode" => "<task id=\"N\">" + extension + "</task>",
            var type => $"<{char.ToLowerInvariant(type[0])}{type[1..]} id=\"N\">{extension}</{char.ToLowerInvariant(type[0])}{type[1..]}>",
        };
        return node.StartsWith("<startEvent", StringComparison.Ordinal) ? node : $"<startEvent id=\"S\"/><sequenceFlow id=\"F\" sourceRef=\"S\" targetRef=\"N\"/>{node}";
    }

    private static string Tag(JsonElement type) => char.ToLowerInvariant(Name(type)[0]) + Name(type)[1..];

    private static string Name(JsonElement named) => named.GetProperty("name").GetString()!;

    /// <summary>All values of a model, however deep; expressions as their text.</summary>
    private static string Dump(ProcessModel model)
    {
        var text = new StringBuilder();
        Write(model.Settings);
        foreach (var node in model.Nodes) Write(node);
        return text.ToString();

        void Write(object? value)
        {
            switch (value)
            {
                case null or bool or Enum: break;
                case NodeSettings { RequiresResult: true }: text.Append(nameof(NodeSettings.RequiresResult)).Append('\n'); goto default;
                case string or int: text.Append(value).Append('\n'); break;
                case FeelExpression expression: text.Append(expression.Text).Append('\n'); break;
                case IEnumerable items: foreach (var item in items) Write(item); break;
                default:
                    foreach (var property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.GetMethod is { IsStatic: false }))
                        Write(property.GetValue(value));
                    break;
            }
        }
    }
}
