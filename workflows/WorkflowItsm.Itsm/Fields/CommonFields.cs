using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Fields;

/// <summary>What every kind of ticket has, and how fields are written down.</summary>
internal static class CommonFields
{
    /// <summary>What the engine notes of every record; the last fields of each kind.</summary>
    public static ValueList<FieldDefinition> Record { get; } =
    [
        ReadOnly("engine_incident", FieldType.Text, "Stopped because", "流程停滞原因"),
        ReadOnly("sys_created_on", FieldType.DateTime, "Created", "记录创建时间"),
        ReadOnly("sys_created_by", FieldType.User, "Created by", "记录创建人"),
        ReadOnly("sys_updated_on", FieldType.DateTime, "Updated", "更新时间"),
        ReadOnly("sys_updated_by", FieldType.User, "Updated by", "更新人"),
        ReadOnly("sys_mod_count", FieldType.Number, "Updates", "更新次数"),
        ReadOnly("sys_class_name", FieldType.Text, "Kind", "类型"),
        ReadOnly("sys_id", FieldType.Text, "Id", "标识"),
    ];

    public static FieldDefinition ReadOnly(string name, FieldType type, string en, string zh) => new(name, type, new(en, zh)) { IsReadOnly = true };

    public static FieldDefinition ForRequesters(string name, FieldType type, string en, string zh) => new(name, type, new(en, zh)) { IsForRequesters = true };
}
