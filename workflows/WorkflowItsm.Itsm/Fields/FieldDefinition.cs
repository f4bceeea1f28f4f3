using WorkflowItsm.Feel;

namespace WorkflowItsm.Itsm.Fields;

/// <summary>A field of a kind of ticket.</summary>
/// <param name="Name">ServiceNow's name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Label">Its words.</param>
public sealed record FieldDefinition(string Name, FieldType Type, Words Label)
{
    /// <summary>Whether only the engine sets it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether a requester may set it on tickets of their own.</summary>
    public bool IsForRequesters { get; init; }

    /// <summary>The values a choice field may have; empty for other types.</summary>
    public ValueList<Choice> Choices { get; init; }
}

/// <summary>What a field holds.</summary>
public enum FieldType
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number that is one of the choices.</summary>
    NumberChoice,

    /// <summary>A text that is one of the choices.</summary>
    TextChoice,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A date and time.</summary>
    DateTime,

    /// <summary>An account (table <c>sys_user</c>), by name.</summary>
    User,

    /// <summary>A team (table <c>sys_user_group</c>), by id.</summary>
    Team,

    /// <summary>A day without a time, kept as the text <c>yyyy-MM-dd</c>.</summary>
    Date,
}

/// <summary>A value of a choice field and its words.</summary>
public sealed record Choice(FeelValue Value, Words Label);

/// <summary>The same words in English and Simplified Chinese.</summary>
public sealed record Words(string En, string Zh)
{
    /// <summary>The words in a language: <c>zh</c> is Simplified Chinese, anything else English.</summary>
    public string In(string language) => language == "zh" ? Zh : En;
}
