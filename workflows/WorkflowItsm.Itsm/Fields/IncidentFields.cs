using WorkflowItsm.Feel;
using static WorkflowItsm.Itsm.Fields.CommonFields;

namespace WorkflowItsm.Itsm.Fields;

/// <summary>
/// The fields of an incident: ServiceNow's names, numbers and codes, and the handbook's class (H4.1.1).
/// </summary>
internal static class IncidentFields
{
    public static ValueList<FieldDefinition> All { get; } =
    [
        ReadOnly("number", FieldType.Text, "Number", "编号"),
        new("state", FieldType.NumberChoice, new("State", "状态")) { Choices = States },
        new("caller_id", FieldType.User, new("Caller", "报告人")),
        ForRequesters("short_description", FieldType.Text, "Short description", "简要描述"),
        ForRequesters("description", FieldType.Text, "Description", "描述"),
        ForRequesters("category", FieldType.Text, "Category", "类别"),
        ForRequesters("subcategory", FieldType.Text, "Subcategory", "子类别"),
        ForRequesters("business_service", FieldType.Text, "Service", "服务"),
        ForRequesters("cmdb_ci", FieldType.Text, "Configuration item", "配置项"),
        ForRequesters("contact_type", FieldType.Text, "Channel", "渠道"),
        ForRequesters("impact", FieldType.NumberChoice, "Impact", "影响") with { Choices = Levels },
        ForRequesters("urgency", FieldType.NumberChoice, "Urgency", "紧急程度") with { Choices = Levels },
        ReadOnly("priority", FieldType.NumberChoice, "Priority", "优先级") with { Choices = Priorities },
        ReadOnly("class", FieldType.TextChoice, "Class", "分类") with { Choices = Classes },
        new("assignment_group", FieldType.Team, new("Assignment group", "处理团队")),
        new("assigned_to", FieldType.User, new("Assigned to", "处理人")),
        new("hold_reason", FieldType.NumberChoice, new("On hold reason", "挂起原因")) { Choices = HoldReasons },
        new("close_code", FieldType.TextChoice, new("Close code", "关闭代码")) { Choices = CloseCodes },
        new("close_notes", FieldType.Text, new("Close notes", "关闭说明")),
        new("correlation_id", FieldType.Text, new("Correlation id", "关联标识")),
        new("correlation_display", FieldType.Text, new("Correlation display", "关联显示")),
        new("parent_incident", FieldType.Text, new("Parent incident", "上级事件")),
        new("problem_id", FieldType.Text, new("Problem", "问题")),
        new("rfc", FieldType.Text, new("Change request", "变更请求")),
        new("caused_by", FieldType.Text, new("Caused by change", "引发的变更")),
        new("watch_list", FieldType.Text, new("Watch list", "关注人")),
        ReadOnly("mapped", FieldType.Boolean, "Alert mapped", "告警已映射"),
        ReadOnly("opened_at", FieldType.DateTime, "Opened", "创建时间"),
        ReadOnly("opened_by", FieldType.User, "Opened by", "创建人"),
        ReadOnly("responded_at", FieldType.DateTime, "Responded", "响应时间"),
        ReadOnly("resolved_at", FieldType.DateTime, "Resolved", "解决时间"),
        ReadOnly("resolved_by", FieldType.User, "Resolved by", "解决人"),
        ReadOnly("closed_at", FieldType.DateTime, "Closed", "关闭时间"),
        ReadOnly("closed_by", FieldType.User, "Closed by", "关闭人"),
        ReadOnly("reopened_at", FieldType.DateTime, "Reopened", "重新打开时间"),
        ReadOnly("reopened_by", FieldType.User, "Reopened by", "重新打开人"),
        ReadOnly("reopen_count", FieldType.Number, "Times reopened", "重新打开次数"),
        ReadOnly("reassignment_count", FieldType.Number, "Times reassigned", "转派次数"),
        ReadOnly("made_sla", FieldType.Boolean, "Kept all clocks", "时限达成"),
        ReadOnly("sla_due", FieldType.DateTime, "Next clock runs out", "最近到期时间"),
        ReadOnly("active", FieldType.Boolean, "Active", "有效"),
        .. Record,
    ];

    private static ValueList<Choice> States =>
    [
        new(1, new("New", "新建")), new(2, new("In Progress", "处理中")), new(3, new("On Hold", "挂起")),
        new(6, new("Resolved", "已解决")), new(7, new("Closed", "已关闭")), new(8, new("Canceled", "已取消")),
    ];

    private static ValueList<Choice> Levels => [new(1, new("High", "高")), new(2, new("Medium", "中")), new(3, new("Low", "低"))];

    private static ValueList<Choice> Priorities =>
    [
        new(1, new("Critical", "紧急")), new(2, new("High", "高")), new(3, new("Moderate", "中")), new(4, new("Low", "低")), new(5, new("Planning", "计划")),
    ];

    private static ValueList<Choice> Classes => [new("紧急", new("Urgent", "紧急")), new("重要", new("Important", "重要")), new("一般", new("Normal", "一般"))];

    private static ValueList<Choice> HoldReasons =>
    [
        new(1, new("Awaiting Caller", "等待报告人")), new(3, new("Awaiting Problem", "等待问题")),
        new(4, new("Awaiting Vendor", "等待供应商")), new(5, new("Awaiting Change", "等待变更")),
    ];

    private static ValueList<Choice> CloseCodes =>
    [
        Code("Duplicate", "重复"), Code("Known error", "已知错误"), Code("Resolved by caller", "报告人自行解决"),
        Code("Resolved by change", "通过变更解决"), Code("Resolved by problem", "通过问题解决"), Code("Solution provided", "已提供解决方案"),
        Code("Workaround provided", "已提供临时方案"), Code("User error", "用户误操作"),
    ];

    private static Choice Code(string en, string zh) => new(en, new(en, zh));
}
