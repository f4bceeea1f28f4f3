using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Import;

/// <summary>An engine whose settings a file holds.</summary>
public enum ForeignEngine
{
    /// <summary>Camunda 7 (<c>http://camunda.org/schema/1.0/bpmn</c>).</summary>
    Camunda7,

    /// <summary>Camunda 8 (<c>http://camunda.org/schema/zeebe/1.0</c>).</summary>
    Camunda8,

    /// <summary>Flowable (<c>http://flowable.org/bpmn</c>).</summary>
    Flowable,

    /// <summary>Activiti (<c>http://activiti.org/bpmn</c>).</summary>
    Activiti,
}

/// <summary>Something of another engine that has to be changed, or looked at, before a file runs here as it did there.</summary>
/// <param name="Finding">What was found and what to do. An error does not run as it is; a warning runs otherwise.</param>
/// <param name="Fix">The name under which <see cref="BpmnImport.Apply"/> makes the change; null when a person must.</param>
public sealed record ImportChange(Finding Finding, string? Fix);

/// <summary>What an import would have to change.</summary>
/// <param name="Engines">The engines whose settings the file holds; empty when it is of none that is known.</param>
/// <param name="Changes">Every change, in the order of the file.</param>
/// <param name="Findings">Why the file could not be read at all; empty when it could.</param>
public sealed record ImportExamination(ValueList<ForeignEngine> Engines, ValueList<ImportChange> Changes, ValueList<Finding> Findings)
{
    /// <summary>How many changes <see cref="BpmnImport.Apply"/> makes.</summary>
    public int Mechanical => Changes.Items.Count(change => change.Fix is not null);
}

/// <summary>A file with changes made.</summary>
/// <param name="Xml">The file in UTF-8; what was read when nothing was changed.</param>
/// <param name="Files">Files that belong beside it, such as forms.</param>
/// <param name="Applied">The fixes that were made, in the order of the file.</param>
public sealed record ImportApplied(ReadOnlyMemory<byte> Xml, ValueList<ImportedFile> Files, ValueList<string> Applied);

/// <summary>A file that an import writes beside the process.</summary>
/// <param name="Path">Inside the bundle, such as <c>forms/approve.form</c>.</param>
/// <param name="Content">The text.</param>
public sealed record ImportedFile(string Path, string Content);
