namespace WorkflowItsm.Web.Words;

/// <summary>The words of the designer; they are in the resx files beside this.</summary>
internal sealed class DesignerWords;
