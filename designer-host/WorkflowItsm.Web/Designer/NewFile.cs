using System.Text.RegularExpressions;

namespace WorkflowItsm.Web.Designer;

/// <summary>What a new form or table begins with: as little as can be opened, verified and gone on from.</summary>
internal static partial class NewFile
{
    /// <summary>Where it is put; null when the name is none: lower-case letters, digits and hyphens, beginning with a letter.</summary>
    public static string? PathOf(FileKind kind, string name) => !Name().IsMatch(name) ? null : kind switch
    {
        FileKind.Form => $"forms/{name}.form",
        FileKind.Table => $"{name}.dmn",
        _ => null,
    };

    public static string TextOf(FileKind kind, string name) => kind == FileKind.Form ? Form(name) : Table(name);

    private static string Form(string name) => $$"""
        {
          "id": "{{name}}",
          "type": "default",
          "schemaVersion": 19,
          "components": []
        }

        """;

    private static string Table(string name) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" id="{name}-definitions" name="{name}" namespace="http://workflowitsm.org/decisions/{name}">
          <inputData id="{name}-input" name="class">
            <variable id="{name}-input-variable" name="class" typeRef="string" />
          </inputData>
          <decision id="{name}" name="{name}">
            <variable id="{name}-variable" name="{name}" typeRef="string" />
            <informationRequirement id="{name}-needs-input">
              <requiredInput href="#{name}-input" />
            </informationRequirement>
            <decisionTable id="{name}-table" hitPolicy="FIRST">
              <input id="{name}-by-class" label="class">
                <inputExpression id="{name}-by-class-expression" typeRef="string">
                  <text>class</text>
                </inputExpression>
              </input>
              <output id="{name}-gives" name="{name}" typeRef="string" />
              <rule id="{name}-1">
                <inputEntry id="{name}-1-when">
                  <text>-</text>
                </inputEntry>
                <outputEntry id="{name}-1-then">
                  <text>""</text>
                </outputEntry>
              </rule>
            </decisionTable>
          </decision>
          <dmndi:DMNDI>
            <dmndi:DMNDiagram id="{name}-diagram">
              <dmndi:DMNShape id="{name}-shape" dmnElementRef="{name}">
                <dc:Bounds height="80" width="180" x="160" y="80" />
              </dmndi:DMNShape>
              <dmndi:DMNShape id="{name}-input-shape" dmnElementRef="{name}-input">
                <dc:Bounds height="45" width="125" x="188" y="240" />
              </dmndi:DMNShape>
              <dmndi:DMNEdge id="{name}-needs-edge" dmnElementRef="{name}-needs-input">
                <di:waypoint x="250" y="240" />
                <di:waypoint x="250" y="180" />
                <di:waypoint x="250" y="160" />
              </dmndi:DMNEdge>
            </dmndi:DMNDiagram>
          </dmndi:DMNDI>
        </definitions>

        """;

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
