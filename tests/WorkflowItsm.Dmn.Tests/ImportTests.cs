using System.Text;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Dmn.Tests;

public sealed class ImportTests
{
    private static readonly string _people = Model("people", """
        <itemDefinition name='tPerson'><itemComponent name='name'><typeRef>string</typeRef></itemComponent></itemDefinition>
        <inputData id='who' name='who'><variable name='who' typeRef='tPerson'/></inputData>
        <decision id='greeting' name='greeting'><variable name='greeting'/>
          <informationRequirement><requiredInput href='#who'/></informationRequirement>
          <literalExpression><text>"Hello " + who.name</text></literalExpression></decision>
        <businessKnowledgeModel id='shout' name='shout out'><encapsulatedLogic><formalParameter name='text' typeRef='string'/>
          <literalExpression><text>upper case(text)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <decisionService id='greet' name='greet'><outputDecision href='#greeting'/><inputData href='#who'/></decisionService>
        """);

    private static readonly string _office = Model("office", """
        <import name='p' namespace='urn:people' importType='https://www.omg.org/spec/DMN/20230324/MODEL/'/>
        <inputData id='guest' name='guest'><variable name='guest' typeRef='p.tPerson'/></inputData>
        <decision id='sign' name='sign'><variable name='sign'/>
          <informationRequirement><requiredDecision href='urn:people#greeting'/></informationRequirement>
          <informationRequirement><requiredInput href='urn:people#who'/></informationRequirement>
          <informationRequirement><requiredInput href='#guest'/></informationRequirement>
          <knowledgeRequirement><requiredKnowledge href='urn:people#shout'/></knowledgeRequirement>
          <knowledgeRequirement><requiredKnowledge href='urn:people#greet'/></knowledgeRequirement>
          <literalExpression><text>[p.shout out(p.greeting), p.who.name, p.greet(guest), guest instance of p.tPerson]</text></literalExpression></decision>
        """);

    private static readonly string _town = Model("town", """
        <import name='o' namespace='urn:office' importType='https://www.omg.org/spec/DMN/20230324/MODEL/'/>
        <import name='o2' namespace='urn:office' importType='https://www.omg.org/spec/DMN/20230324/MODEL/'/>
        <decision id='all' name='all signs'><variable name='all signs'/>
          <informationRequirement><requiredDecision href='urn:office#sign'/></informationRequirement>
          <literalExpression><text>o.sign[1]</text></literalExpression></decision>
        """);

    [Fact]
    public void Everything_of_an_imported_model_is_seen_under_the_name_of_the_import()
    {
        var read = ReadAll(_office, _people)[0];
        Assert.Empty(read.Findings);
        var sign = read.Model!.Find("sign")!;

        Assert.Equal(["p.who", "guest"], sign.Inputs);
        var outcome = sign.Evaluate(FeelContext.Of(("p", Person("who", "Ann")), ("guest", Person("name", "Bo")["x"])), Some.Session());
        outcome = sign.Evaluate(FeelContext.Of(("p.who", Some.Value("{name: \"Ann\"}")), ("guest", Some.Value("{name: \"Bo\"}"))), Some.Session());
        Assert.Equal("""["HELLO ANN", "Ann", "Hello Bo", true]""", outcome.Value.ToString());
    }

    [Fact]
    public void Inputs_of_imports_are_found_inside_contexts_or_by_their_bare_name()
    {
        var model = ReadAll(_town, _office, _people)[0].Model!.Find("all signs")!;
        Assert.Equal(["o.p.who", "o.guest"], model.Inputs);

        foreach (var inputs in new[] { "{o: {p: {who: {name: \"Ann\"}}}}", "{\"o.p.who\": {name: \"Ann\"}}", "{who: {name: \"Ann\"}}", "{o: {\"p.who\": {name: \"Ann\"}}}" })
        {
            Assert.True(Some.Value(inputs).TryGetContext(out var context));
            Assert.Equal((FeelValue)"HELLO ANN", model.Evaluate(context, Some.Session()).Value);
        }
    }

    [Fact]
    public void An_import_that_is_not_there_is_told()
    {
        var finding = ReadAll(_office)[0].Findings[0];

        Assert.Equal(("import-missing", Severity.Error), (finding.Code, finding.Severity));
        Assert.Equal("Found an import of 'urn:people', but no file here has that namespace.", finding.Message);
    }

    [Fact]
    public void Models_that_import_each_other_are_told()
    {
        var a = Model("a", "<import name='b' namespace='urn:b'/>");
        var b = Model("b", "<import name='a' namespace='urn:a'/>");

        Assert.Contains("Found an import of 'urn:a', but '0.dmn' imports this file in turn.", ReadAll(a, b)[1].Findings.Select(finding => finding.Message));
    }

    [Fact]
    public void An_import_of_another_kind_is_told() => Assert.Equal(
        "Found an import of the type 'http://www.w3.org/2001/XMLSchema', expected one of DMN.",
        ReadAll(Model("a", "<import name='x' namespace='urn:x' importType='http://www.w3.org/2001/XMLSchema'/>"))[0].Findings[0].Message);

    [Fact]
    public void An_import_can_be_found_by_its_location()
    {
        var copies = ReadAll(Model("a", "<import name='p' namespace='urn:people' locationURI='lib/2.dmn'/>"), _people, _people);

        Assert.NotNull(copies[0].Model);
    }

    private static FeelValue Person(string key, string name) => FeelValue.Context(FeelContext.Of((key, name)));

    private static string Model(string name, string elements) =>
        $"<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' id='{name}' name='{name}' namespace='urn:{name}'>{elements}</definitions>";

    private static ValueList<DmnRead> ReadAll(params string[] models) =>
        DmnModel.ReadAll([.. models.Select((xml, i) => ($"{i}.dmn", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(xml)))]);
}
