using System.Text;
using System.Xml.Linq;
using System.Xml.Schema;
using WorkflowItsm.Bpmn.Interchange;
using WorkflowItsm.Conformance.Miwg;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Conformance;

public sealed class MiwgTests
{
    /// <summary>The variable that says where the suite is, if not in the shared material.</summary>
    private const string Variable = "MIWG_DIR";

    [Fact]
    public void Every_check_of_the_suite_passes()
    {
        var cases = Suite.Run(Folder(), []);

        Assert.NotEmpty(cases);
        Assert.Equal([], cases.Where(one => !one.Passed).Select(MiwgVerb.Failed));
    }

    [Fact]
    public void A_reference_model_that_loses_something_on_its_way_fails()
    {
        var path = Directory.EnumerateFiles(Path.Combine(Folder(), "reference"), "*.bpmn").Order(StringComparer.Ordinal).First();
        foreach (var damage in (Action<XElement>[])
        [
            root => root.Descendants().First(element => element.Name.LocalName == "waypoint").SetAttributeValue("x", "1"),
            root => root.Descendants().First(element => element.Name.LocalName == "outgoing").Remove(),
            root => root.Descendants().First(element => element.Name.LocalName == "task").SetAttributeValue("name", "another"),
            root => root.Descendants().First(element => element.Name.LocalName == "BPMNLabel").Remove(),
        ])
        {
            var (reference, damaged) = (ReferenceChecks.Load(File.ReadAllBytes(path)), ReferenceChecks.Load(File.ReadAllBytes(path)));
            damage(damaged);
            var (before, after) = (Read(reference), Read(damaged));

            Assert.NotEmpty(XmlComparison.Differences(reference, damaged));
            Assert.NotEmpty(InterchangeDocument.Differences(before, after).Items);
        }
    }

    /// <summary>Our table of the standard is written by hand; the schema of the suite says whether it is right.</summary>
    [Fact]
    public void The_order_of_children_is_that_of_the_schema()
    {
        var schema = new Schema(Path.Combine(Folder(), "xsd"));
        var offences = new List<string>();
        foreach (var element in schema.Set.GlobalElements.Values.Cast<XmlSchemaElement>())
        {
            if (element.ElementSchemaType is not XmlSchemaComplexType { ContentTypeParticle: XmlSchemaGroupBase group } || element.ElementSchemaType is XmlSchemaComplexType { IsAbstract: true }) continue;
            var children = new List<string>();
            Collect(group, children);
            offences.AddRange(SchemaProbe.Offences(element.QualifiedName.Name, element.QualifiedName.Namespace, children));
        }

        Assert.Equal([], offences);
    }

    [Fact]
    public async Task Words_that_make_no_sense_are_answered_with_the_usage()
    {
        var errors = new StringWriter();

        Assert.Equal(2, await MiwgVerb.RunAsync([], TextWriter.Null, errors));
        Assert.StartsWith("Usage: miwg DIR", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await MiwgVerb.RunAsync(["/no/such/folder"], TextWriter.Null, errors));
    }

    private static void Collect(XmlSchemaGroupBase group, List<string> children)
    {
        foreach (var particle in group.Items)
        {
            if (particle is XmlSchemaElement element) children.Add(element.QualifiedName.Name);
            else if (particle is XmlSchemaGroupBase inner) Collect(inner, children);
        }
    }

    private static InterchangeDocument Read(XElement root) => InterchangeDocument.Read("model.bpmn", Encoding.UTF8.GetBytes(root.ToString())).Document!;

    private static string Folder()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        return string.IsNullOrEmpty(named) ? Shared.Require("bpmn-suites", "miwg") : named;
    }
}
