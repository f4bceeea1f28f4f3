using WorkflowItsm.Feel;
using static WorkflowItsm.Itsm.Fields.CommonFields;

namespace WorkflowItsm.Itsm.Fields;

/// <summary>The fields of a service management review (handbook H7.1): the period looked at, what was found, what is to be done.</summary>
internal static class ReviewFields
{
    public static ValueList<FieldDefinition> All { get; } =
    [
        ReadOnly("number", FieldType.Text, "Number", "编号"),
        new("state", FieldType.NumberChoice, new("State", "状态")) { Choices = States },
        new("short_description", FieldType.Text, new("Short description", "简要描述")),
        new("description", FieldType.Text, new("Description", "描述")),
        new("period_start", FieldType.Date, new("Period from", "评审期开始")),
        new("period_end", FieldType.Date, new("Period to", "评审期结束")),
        new("caller_id", FieldType.User, new("Requested by", "发起人")),
        new("assignment_group", FieldType.Team, new("Assignment group", "负责团队")),
        new("assigned_to", FieldType.User, new("Assigned to", "负责人")),
        new("figures", FieldType.Text, new("Figures", "绩效指标")),
        new("participants", FieldType.Text, new("Participants", "参会人")),
        new("minutes", FieldType.Text, new("Minutes", "会议纪要")),
        new("actions", FieldType.Text, new("Actions agreed", "改进措施")),
        new("action_results", FieldType.Text, new("What came of the actions", "措施落实情况")),
        new("close_notes", FieldType.Text, new("Close notes", "关闭说明")),
        new("watch_list", FieldType.Text, new("Watch list", "关注人")),
        ReadOnly("opened_at", FieldType.DateTime, "Opened", "创建时间"),
        ReadOnly("opened_by", FieldType.User, "Opened by", "创建人"),
        ReadOnly("responded_at", FieldType.DateTime, "Taken up", "受理时间"),
        ReadOnly("closed_at", FieldType.DateTime, "Closed", "关闭时间"),
        ReadOnly("closed_by", FieldType.User, "Closed by", "关闭人"),
        ReadOnly("reassignment_count", FieldType.Number, "Times reassigned", "转派次数"),
        ReadOnly("made_sla", FieldType.Boolean, "Kept all clocks", "时限达成"),
        ReadOnly("sla_due", FieldType.DateTime, "Next clock runs out", "最近到期时间"),
        ReadOnly("active", FieldType.Boolean, "Active", "有效"),
        .. Record,
    ];

    private static ValueList<Choice> States =>
    [
        new(1, new("Planned", "已计划")), new(2, new("In Progress", "进行中")), new(4, new("Following Up", "跟进中")),
        new(7, new("Closed", "已关闭")), new(8, new("Canceled", "已取消")),
    ];
}
