namespace WorkflowItsm.Scripting.Tests.Bench;

/// <summary>Processes with a script task T.</summary>
internal static class Drawn
{
    /// <summary>The line of the file in which the script begins, at column <see cref="CodeColumn"/>.</summary>
    public const int CodeLine = 6;

    public const int CodeColumn = 15;

    /// <summary>Start, the script, end.</summary>
    public static string Script(string process, string code, string inside = "", string besides = "", string attributes = "", string format = "csharp") => $"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="D" targetNamespace="t">
          <error id="err" errorCode="sold-out"/>
          <process id="{process}" isExecutable="true">
            <startEvent id="S"/><sequenceFlow id="S_T" sourceRef="S" targetRef="T"/>
            <scriptTask id="T" name="Count" scriptFormat="{format}" {attributes}>{inside}<script>
        <![CDATA[     {code}]]></script></scriptTask>
            <sequenceFlow id="T_E" sourceRef="T" targetRef="E"/><endEvent id="E"/>{besides}
          </process>
        </definitions>
        """;

    /// <summary>A task of a person, then the script.</summary>
    public static string After(string process, string code) => $"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="D" targetNamespace="t">
          <process id="{process}" isExecutable="true">
            <startEvent id="S"/><sequenceFlow id="S_U" sourceRef="S" targetRef="U"/><userTask id="U"/><sequenceFlow id="U_T" sourceRef="U" targetRef="T"/>
            <scriptTask id="T" scriptFormat="csharp" itsm:resultVariable="r"><script>{code}</script></scriptTask>
            <sequenceFlow id="T_E" sourceRef="T" targetRef="E"/><endEvent id="E"/>
          </process>
        </definitions>
        """;
}
