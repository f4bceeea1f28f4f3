using System.Xml;
using System.Xml.Schema;
using WorkflowItsm.Bpmn.Reading;
using WorkflowItsm.Testing;

namespace WorkflowItsm.Bpmn.Tests;

/// <summary>The table of elements holds every element of the schema of BPMN 2.0, in the place that the schema has it.</summary>
public sealed class SchemaTableTests
{
    private const string Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    /// <summary>What the schema forgets to call abstract, as the standard's text does, so that no file holds it.</summary>
    private static readonly string[] _abstract = ["callableElement", "gateway", "dataAssociation"];

    /// <summary>Types whose own children are elements to the reader of a drawing, although they have no element of their own beside others.</summary>
    private static readonly string[] _holders = ["tProcess", "tFlowElement", "tLoopCharacteristics"];

    [Fact]
    public void Every_element_of_the_schema_has_a_row() => Assert.Equal([], Missing(Rows()));

    [Theory]
    [InlineData("userTask")]
    [InlineData("signalEventDefinition")]
    [InlineData("textAnnotation")]
    [InlineData("loopCardinality")]
    [InlineData("participant")]
    public void A_table_without_a_row_is_noticed(string name) => Assert.Equal([name], Missing(Rows().Where(row => row != name)));

    [Fact]
    public void What_is_called_an_element_is_one_in_the_schema_or_a_part_or_an_attribute_of_one()
    {
        var schema = Schema();
        var known = schema.GlobalElements.Values.Cast<XmlSchemaElement>().Select(element => element.QualifiedName.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var type in schema.GlobalTypes.Values.OfType<XmlSchemaComplexType>())
        {
            known.UnionWith(Children(type.ContentTypeParticle));
            known.UnionWith(type.AttributeUses.Names.Cast<XmlQualifiedName>().Select(name => name.Name));
        }

        Assert.Equal([], Rows().Where(row => !known.Contains(row)));
    }

    [Fact]
    public void Every_element_stands_where_the_schema_lets_it_stand()
    {
        var schema = Schema();
        var wrong = new List<string>();
        foreach (var element in Concrete(schema))
        {
            var (name, heads) = (element.QualifiedName.Name, Heads(schema, element).ToList());
            var row = ElementTable.Rows.FirstOrDefault(row => row.Name == name);
            var stands = heads switch
            {
                _ when heads.Contains("eventDefinition") => TriggerTable.Rows.Any(trigger => trigger.Element == name),
                _ when heads.Contains("rootElement") => row?.Standing is Standing.Root or Standing.Global,
                _ when heads.Contains("flowElement") && IsNode(element) => row is { Standing: Standing.Node, Treatment: Treatment.Executed } or { Treatment: Treatment.Refused },
                _ when heads.Contains("flowElement") || heads.Contains("artifact") || heads.Contains("loopCharacteristics") || heads.Contains("resourceRole") => row?.Standing == Standing.Companion,
                _ => true,
            };
            if (!stands) wrong.Add($"{name} is a {string.Join(", ", heads)} in the schema, and stands as {row?.Standing.ToString() ?? "nothing"} in the table");
        }

        Assert.Equal([], wrong);
    }

    private static IEnumerable<string> Rows() => ElementTable.Rows.Select(row => row.Name).Concat(TriggerTable.Rows.Where(row => row.Element.Length > 0).Select(row => row.Element));

    private static List<string> Missing(IEnumerable<string> rows)
    {
        var schema = Schema();
        var elements = Concrete(schema).Select(element => element.QualifiedName.Name);
        var children = from type in schema.GlobalTypes.Values.OfType<XmlSchemaComplexType>()
                       where Types(type).Any(one => _holders.Contains(one.Name))
                       from child in Children(type.ContentTypeParticle)
                       select child;
        var abstracts = schema.GlobalElements.Values.Cast<XmlSchemaElement>().Where(IsAbstract).Select(element => element.QualifiedName.Name);
        return [.. elements.Concat(children).Except(rows).Except(abstracts).Except(_abstract).Where(name => !IsReference(name)).Order(StringComparer.Ordinal)];
    }

    // Of a choreography: references to what stands elsewhere, whose own rows say what becomes of it.
    private static bool IsReference(string name) => name is "participantRef" or "messageFlowRef";

    private static IEnumerable<XmlSchemaElement> Concrete(XmlSchemaSet schema) =>
        schema.GlobalElements.Values.Cast<XmlSchemaElement>().Where(element => element.QualifiedName.Namespace == Model && !IsAbstract(element));

    private static bool IsAbstract(XmlSchemaElement element) => element.IsAbstract || element.ElementSchemaType is XmlSchemaComplexType { IsAbstract: true };

    private static bool IsNode(XmlSchemaElement element) => Types(element.ElementSchemaType as XmlSchemaComplexType).Any(type => type.Name == "tFlowNode");

    private static IEnumerable<string> Heads(XmlSchemaSet schema, XmlSchemaElement element)
    {
        for (var head = element.SubstitutionGroup; !head.IsEmpty; head = ((XmlSchemaElement)schema.GlobalElements[head]!).SubstitutionGroup) yield return head.Name;
    }

    private static IEnumerable<XmlSchemaComplexType> Types(XmlSchemaComplexType? type)
    {
        for (; type is not null; type = type.BaseXmlSchemaType as XmlSchemaComplexType) yield return type;
    }

    private static IEnumerable<string> Children(XmlSchemaParticle? particle) => particle switch
    {
        XmlSchemaElement element => [element.QualifiedName.Name],
        XmlSchemaGroupBase group => group.Items.Cast<XmlSchemaParticle>().SelectMany(Children),
        _ => [],
    };

    private static XmlSchemaSet Schema()
    {
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        set.Add(null, Path.Combine(Shared.Require("bpmn-suites", "miwg", "xsd"), "BPMN20.xsd"));
        set.Compile();
        return set;
    }
}
