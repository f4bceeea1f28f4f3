using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>Something a person may do to a ticket now, or why not.</summary>
/// <param name="Option">The outcome or action, asked of the process.</param>
/// <param name="WhyNot">Why this actor may not take it now; null when they may.</param>
public sealed record TicketOption(Option Option, Words? WhyNot);
