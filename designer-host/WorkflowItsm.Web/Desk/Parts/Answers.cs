using WorkflowItsm.Api.Tickets;

namespace WorkflowItsm.Web.Desk.Parts;

/// <summary>What the desk answered, in the language of the screen.</summary>
internal static class Answers
{
    /// <summary>The sentence of an answer; "" when it is done.</summary>
    public static string Sentence(DeskAnswer answer) => answer switch
    {
        DeskAnswer.Done => "",
        DeskAnswer.Refused refused => refused.Sentence.Here(),
        DeskAnswer.Stale stale => stale.Sentence.Here(),
        DeskAnswer.Busy busy => busy.Sentence.Here(),
    };

    /// <summary>The sentences of single fields, by name.</summary>
    public static Dictionary<string, string> ByField(DeskAnswer.Refused refused) => refused.Problems.Items
        .GroupBy(problem => problem.Field, StringComparer.Ordinal)
        .ToDictionary(field => field.Key, field => string.Join(" ", field.Select(problem => problem.Sentence.Here())), StringComparer.Ordinal);
}
