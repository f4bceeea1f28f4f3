using WorkflowItsm.Bpmn.Model;
using WorkflowItsm.Engine;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Runtime.Effects;

namespace WorkflowItsm.Runtime.Scripts;

/// <summary>
/// Runs the code of a script task and sends what it returned to the case. However the code came into the journal, it runs only if this
/// program, or one before it on this data folder, ships it.
/// </summary>
internal sealed class ScriptEffectHandler(ShippedScripts scripts, JobAnswers answers) : IEffectHandler
{
    public string Kind => EffectKinds.Script;

    public Task HandleAsync(EffectCall call, CancellationToken cancellationToken) =>
        answers.AskAsync(call, "The script", () => WorkAsync(call, cancellationToken), cancellationToken);

    private async Task<JobAnswer> WorkAsync(EffectCall call, CancellationToken cancellationToken)
    {
        var (format, payload) = (call.Effect.Target, call.Effect.Payload);
        if (scripts.LanguageOf(format) is not { } language)
            return new JobAnswer.Failed($"This program runs no scripts in {(format.Length == 0 ? "a language without a name" : format)}; "
                + "start it with that language, or migrate the case to a version without the script.");
        var code = payload["code"].ToText();
        if (!scripts.MayRun(format, code))
            return new JobAnswer.Failed($"{Place(payload, null)}it was not run, because neither this program nor one before it on this data folder ships it, "
                + "and it would run with all rights of the program. Ship it in a folder of bundles of the program, name a folder that holds its bundle in FormerRoots, or migrate the case to a version without it.");
        var input = payload["input"].TryGetContext(out var given) ? given : FeelContext.Empty;
        var script = new ScriptCall(call.Id, call.CaseId, payload["element"].ToText(), code, input)
        {
            Actor = payload["actor"].TryGetString(out var actor) ? actor : "",
            Now = call.RecordedAt,
            Attempt = call.Attempt,
        };
        try
        {
            return Said(await language.RunAsync(script, cancellationToken));
        }
        catch (ScriptFailedException failure)
        {
            var sentence = $"{Place(payload, failure.Position)}{failure.Message}";
            if (failure.IsFinal) throw new EffectFailedForGoodException(sentence);
            throw new InvalidOperationException(sentence);
        }
    }

    private static JobAnswer.Completed Said(FeelValue value) =>
        value.TryGetContext(out var result) ? new(result) : new(FeelContext.Empty) { Value = value };

    // "orders.bpmn, line 12, column 9: ", as far as it is known.
    private static string Place(FeelContext payload, TextPosition? inScript)
    {
        if (!payload["file"].TryGetString(out var file) || !payload["line"].TryGetInt(out var line) || !payload["column"].TryGetInt(out var column))
            return inScript is { } at ? $"{at} of the script: " : "";
        var source = new ScriptSource(file, new(line, column));
        return $"{source.File}, {(inScript is { } found ? source.At(found) : source.Start)}: ";
    }
}
