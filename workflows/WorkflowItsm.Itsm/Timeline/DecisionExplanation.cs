using WorkflowItsm.Dmn;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Tickets;

namespace WorkflowItsm.Itsm.Timeline;

/// <summary>
/// Why a recorded decision fell as it did: made again from what was recorded of it – its inputs, its time, the release of its
/// case – with every step noted. Immutable; safe to share between threads.
/// </summary>
public sealed class DecisionExplanation
{
    private readonly DecisionWords _words;

    private DecisionExplanation(EngineEvent.DecisionMade made, DecisionWords words) => (Made, _words) = (made, words);

    /// <summary>What was recorded.</summary>
    public EngineEvent.DecisionMade Made { get; }

    /// <summary>What people call the decision; its id where its file does not say.</summary>
    public Words Name => _words.Table(Made.DecisionId);

    /// <summary>The inputs that were personal data and have been erased since; the decision cannot be made again without them.</summary>
    public ValueList<string> Erased { get; private init; }

    /// <summary>How the decision came to its answer; null when inputs were erased.</summary>
    public DecisionTrace? Trace { get; private init; }

    /// <summary>Why the decision could not be made again to its end; null when it could, or was not tried.</summary>
    public string? Stopped { get; private init; }

    /// <summary>Whether the decision made again is the one that was recorded: the same answer by the same rows. True where it was not tried.</summary>
    public bool IsSame => Trace is null || (Stopped is null && Trace.Outcome.Value == Made.Result
        && Trace.Outcome.Matched.Items.Select(rule => (rule.TableId, rule.RuleId)).SequenceEqual(Made.Rules.Items.Select(rule => (rule.TableId, rule.RuleId))));

    /// <summary>Explains a fact; null when it is no decision, or one that the release does not have.</summary>
    /// <param name="header">When it was made.</param>
    /// <param name="fact">What was recorded.</param>
    /// <param name="release">The release of the case.</param>
    /// <param name="table">The kind of ticket, whose fields have words for values.</param>
    public static DecisionExplanation? Of(FactHeader header, CaseFact fact, Release release, string table)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(release);
        if (MadeIn(fact) is not { } made || release.FindDecision(made.DecisionId) is not { } decision) return null;
        var words = new DecisionWords(release, table);
        // Who asked is erased together with the personal values of the same facts.
        var erased = header.Actor.Length == 0 ? made.Personal.Items.Where(name => made.Inputs[name].IsNull).ToValueList() : [];
        if (!erased.IsEmpty) return new(made, words) { Erased = erased };
        var session = new FeelSession(header.Time);
        var trace = decision.Explain(made.Inputs, session);
        return new(made, words) { Trace = trace, Stopped = session.Exhausted };
    }

    /// <summary>What people call a decision that was made on the way; its id where its file does not say.</summary>
    public Words NameOf(string decisionId) => _words.Table(decisionId);

    /// <summary>A value as people say it: of a ticket's field, a team or a service its name; else the value as text.</summary>
    /// <param name="input">The input it was given for, or the expression of a column.</param>
    /// <param name="value">The value.</param>
    public Words Say(string input, FeelValue value) => _words.Given(input, value);

    private static EngineEvent.DecisionMade? MadeIn(CaseFact fact) => fact switch
    {
        TicketFact.Process { Event: EngineEvent.DecisionMade made } => made,
        TicketFact.EscalationDecided made => new(null, made.DecisionId, made.Inputs, made.Rules, made.Result, made.Problems) { Personal = made.Personal },
        _ => null,
    };
}
