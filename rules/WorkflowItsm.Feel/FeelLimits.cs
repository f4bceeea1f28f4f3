namespace WorkflowItsm.Feel;

/// <summary>
/// What one <see cref="FeelSession"/> may spend. Counted, never timed: a rule must not change its answer under load.
/// </summary>
/// <param name="Steps">
/// Iterations, calls and items looked at; a body of more than eight nodes counts one more for each eight. 100,000 by default.
/// </param>
/// <param name="Depth">Calls inside calls; a body nested more than eight levels counts one more for each eight. 100 by default.</param>
/// <param name="Bytes">What all strings, lists and contexts made in the session may weigh together. 16 MiB by default.</param>
public sealed record FeelLimits(int Steps = 100_000, int Depth = 100, long Bytes = 16 * 1024 * 1024);
