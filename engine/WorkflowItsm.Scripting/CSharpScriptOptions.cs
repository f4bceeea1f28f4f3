using Microsoft.Extensions.Options;

namespace WorkflowItsm.Scripting;

/// <summary>What a host may set about scripts in C#. Checked at start; all errors come in one message.</summary>
public sealed class CSharpScriptOptions
{
    /// <summary>
    /// How long a script may run; then its cancellation token asks it to stop. .NET cannot abort it: one that does not heed the token runs
    /// on. Default: 30 s.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a script that was told to stop is still waited for; then its task stops with an incident, and what it gives later reaches
    /// nobody. Default: 5 s.
    /// </summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many compiled scripts are kept; of more the one that was not run for longest is unloaded, and compiled again when it is needed. Default: 100.</summary>
    public int Kept { get; set; } = 100;

    /// <summary>Namespaces that scripts need not name, besides those that every script has; e.g. one of the host. Default: none.</summary>
    public IList<string> Imports { get; } = [];
}

/// <summary>Checks the options, all at once.</summary>
internal sealed class CSharpScriptOptionsCheck : IValidateOptions<CSharpScriptOptions>
{
    public ValidateOptionsResult Validate(string? name, CSharpScriptOptions options)
    {
        List<string> errors = [];
        if (options.Timeout <= TimeSpan.Zero) errors.Add($"Timeout is {options.Timeout}; it must be more than zero.");
        if (options.Grace < TimeSpan.Zero) errors.Add($"Grace is {options.Grace}; it must not be less than zero.");
        if (options.Kept < 1) errors.Add($"Kept is {options.Kept}; it must be at least 1.");
        if (options.Imports.Any(string.IsNullOrWhiteSpace)) errors.Add("One of Imports is empty; name a namespace.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
