using Microsoft.Playwright;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.Testing;
using WorkflowItsm.Testing.Hosting;

namespace WorkflowItsm.Browser.Tests.Designer;

/// <summary>A script in C# that the program ships: the panel shows it and changes nothing of it, while the rest of its process can be drawn on.</summary>
public sealed class ScriptPanelTests(Site shared)
{
    private const string Code = "var net = (decimal)Variables[\"net\"];\nreturn net * 1.19m;";

    private const string Bpmn = $$"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:itsm="http://workflowitsm.org/schema/1.0" id="d" targetNamespace="t">
          <process id="price" isExecutable="true"><extensionElements><itsm:ticket table="incident" numberPrefix="PRI"/></extensionElements>
            <startEvent id="S" name="Begin" itsm:nameZh="开始"/><sequenceFlow id="S_P" sourceRef="S" targetRef="P"/>
            <scriptTask id="P" name="Work out the price" itsm:nameZh="计算价格" scriptFormat="csharp" itsm:resultVariable="price"><script><![CDATA[{{Code}}]]></script></scriptTask>
            <sequenceFlow id="P_E" sourceRef="P" targetRef="E"/><endEvent id="E" name="Done" itsm:nameZh="完成"/>
          </process>
          <bpmndi:BPMNDiagram id="g"><bpmndi:BPMNPlane id="l" bpmnElement="price">
            <bpmndi:BPMNShape id="S_d" bpmnElement="S"><dc:Bounds x="100" y="102" width="36" height="36"/></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="P_d" bpmnElement="P"><dc:Bounds x="190" y="80" width="100" height="80"/></bpmndi:BPMNShape>
            <bpmndi:BPMNShape id="E_d" bpmnElement="E"><dc:Bounds x="350" y="102" width="36" height="36"/></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="S_P_d" bpmnElement="S_P"><di:waypoint x="136" y="120"/><di:waypoint x="190" y="120"/></bpmndi:BPMNEdge>
            <bpmndi:BPMNEdge id="P_E_d" bpmnElement="P_E"><di:waypoint x="290" y="120"/><di:waypoint x="350" y="120"/></bpmndi:BPMNEdge>
          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </definitions>
        """;

    [Theory]
    [InlineData("en", 1440, "Script (csharp)", "It runs with all rights of the program")]
    [InlineData("zh-CN", 1440, "脚本（csharp）", "此脚本以程序的全部权限运行")]
    [InlineData("zh-CN", 390, "脚本（csharp）", "此脚本以程序的全部权限运行")]
    public async Task A_script_in_CSharp_is_shown_and_stays_as_it_is_while_its_process_is_changed_and_published(string language, int width, string label, string says)
    {
        using var shipped = new DataFolder();
        await File.WriteAllTextAsync(Path.Combine(shipped.Sub("prices"), "bundle.json"), """{"name": "prices", "title": {"en": "Prices", "zh": "价格"}}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(shipped.Sub("prices"), "price.bpmn"), Bpmn, TestContext.Current.CancellationToken);
        await using var site = await shared.AnotherAsync(true, "--Definitions:Folders:0", RepositoryRoot.PathOf("workflows"), "--Definitions:Folders:1", RepositoryRoot.PathOf("rules"), "--Definitions:Folders:2", shipped.Path);
        await using var olive = await site.SignInAsync("olive", "/designer/prices/price.bpmn?element=P", new(language, Width: width));
        await olive.SeeSelectedAsync("P");

        var shown = await olive.EntryAsync("itsm-script", "itsm-script-shown");
        await Assertions.Expect(shown).ToHaveValueAsync(Code);
        await Assertions.Expect(shown).ToBeDisabledAsync();
        var entry = olive.Page.Locator("[data-entry-id='itsm-script-shown']");
        await Assertions.Expect(entry).ToContainTextAsync(label);
        await Assertions.Expect(entry).ToContainTextAsync(says);
        await entry.ScrollIntoViewIfNeededAsync();
        await olive.PictureAsync("panel-script");

        await olive.TypeAsync("itsm-script", "itsm-resultVariable", "gross");
        await Assertions.Expect(olive.Page.Locator("[data-testid=findings] .is-error")).ToHaveCountAsync(0);
        await olive.PublishAsync("The result has another name");
        Screen.NobodyComplains(olive);
    }
}
