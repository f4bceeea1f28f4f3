using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Engine.Definitions;

/// <summary>
/// What a host says of an element of a process by itself, whatever else its bundle and the release hold. It is asked when a bundle is
/// verified or published, also where the drawing has other errors. Safe to call from any thread; the same question gets the same answer.
/// </summary>
public interface INodeCheck
{
    /// <summary>What is wrong with it; an error refuses publishing.</summary>
    IEnumerable<Finding> Check(FlowNode node);
}
