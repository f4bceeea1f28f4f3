using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace WorkflowItsm.Analyzers;

/// <summary>
/// Takes back CS8509 and CS8846 (a switch expression does not handle all values) where the switched type is a
/// closed hierarchy and every case of it has an arm that takes it unconditionally.
/// </summary>
/// <remarks>
/// A switched value that may be null also needs an arm for null: the compiler looks for a forgotten null only
/// in switches that it did not already warn of, so nobody else would notice.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ClosedHierarchySuppressor : DiagnosticSuppressor
{
    private const string Justification = "Every case of the closed hierarchy has an arm.";

    private static readonly SuppressionDescriptor _noArm = new("WITSM0001", "CS8509", Justification);
    private static readonly SuppressionDescriptor _conditionalArm = new("WITSM0002", "CS8846", Justification);

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [_noArm, _conditionalArm];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (SwitchAt(diagnostic, context) is { } found && IsComplete(found))
            {
                var descriptor = diagnostic.Id == _noArm.SuppressedDiagnosticId ? _noArm : _conditionalArm;
                context.ReportSuppression(Suppression.Create(descriptor, diagnostic));
            }
        }
    }

    private static ISwitchExpressionOperation? SwitchAt(Diagnostic diagnostic, SuppressionAnalysisContext context)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
        {
            return null;
        }

        // The compiler reports both at the keyword `switch`, whose parent is the expression.
        var token = tree.GetRoot(context.CancellationToken).FindToken(diagnostic.Location.SourceSpan.Start);
        return token.Parent is SwitchExpressionSyntax syntax
            ? context.GetSemanticModel(tree).GetOperation(syntax, context.CancellationToken) as ISwitchExpressionOperation
            : null;
    }

    private static bool IsComplete(ISwitchExpressionOperation found)
    {
        if (found.Value.Type is not INamedTypeSymbol type || !ClosedHierarchy.IsClosed(type))
        {
            return false;
        }

        var coverage = Coverage.Of(found);
        return coverage.TakesEveryCaseOf(type) && (coverage.TakesNull || !MayBeNull(found.Value));
    }

    private static bool MayBeNull(IOperation value) =>
        value.SemanticModel?.GetTypeInfo(value.Syntax).Nullability.FlowState == NullableFlowState.MaybeNull;
}
