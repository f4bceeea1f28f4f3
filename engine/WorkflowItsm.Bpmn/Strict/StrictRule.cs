using System.Xml.Linq;
using WorkflowItsm.Feel;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>A place that breaks a rule.</summary>
/// <param name="At">The element that is wrong.</param>
/// <param name="Found">What is there, as it follows the word "found".</param>
/// <param name="Demand">What is demanded of this very element; null: what the rule demands of all.</param>
internal sealed record Offence(XElement At, Sentence Found, Sentence? Demand = null);

/// <summary>One demand of the standard.</summary>
/// <param name="Code">The code of its findings.</param>
/// <param name="Clause">The clause of BPMN 2.0.2.</param>
/// <param name="Demand">What is demanded, as it follows the word "expected".</param>
/// <param name="Cure">What to do.</param>
/// <param name="Check">Finds the offences, in time linear in the file.</param>
internal sealed record StrictRule(string Code, string Clause, Sentence Demand, Sentence Cure, Func<StrictModel, IEnumerable<Offence>> Check);
