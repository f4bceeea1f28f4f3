using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WorkflowItsm.Analyzers;

/// <summary>What the arms of a switch expression take without asking anything further.</summary>
internal sealed class Coverage
{
    private readonly HashSet<ITypeSymbol> _types = new(SymbolEqualityComparer.Default);

    private Coverage()
    {
    }

    /// <summary>Whether an arm takes null.</summary>
    public bool TakesNull { get; private set; }

    /// <summary>Reads the arms; one with a <c>when</c> that is not constantly true takes nothing for certain.</summary>
    public static Coverage Of(ISwitchExpressionOperation found)
    {
        var coverage = new Coverage();
        foreach (var arm in found.Arms.Where(arm => arm.Guard is null or { ConstantValue: { HasValue: true, Value: true } }))
        {
            coverage.Add(arm.Pattern);
        }

        return coverage;
    }

    /// <summary>Whether <paramref name="type"/> is taken as a whole, or is closed and each of its cases is taken.</summary>
    public bool TakesEveryCaseOf(INamedTypeSymbol type) =>
        _types.Contains(type) || (ClosedHierarchy.IsClosed(type) && ClosedHierarchy.CasesOf(type).All(TakesEveryCaseOf));

    private void Add(IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either:
                Add(either.LeftPattern);
                Add(either.RightPattern);
                break;
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                TakesNull = true;
                break;
            case IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true }:
                TakesNull = true;
                _types.Add(pattern.InputType);
                break;
            case IDeclarationPatternOperation or ITypePatternOperation:
                _types.Add(pattern.NarrowedType);
                break;
            case IRecursivePatternOperation recursive when Parts(recursive).All(AlwaysHolds):
                _types.Add(recursive.MatchedType);
                break;
        }
    }

    private static IEnumerable<Part> Parts(IRecursivePatternOperation pattern) =>
    [
        .. pattern.DeconstructionSubpatterns.Select((part, index) => new Part(part, MayBeNull(pattern.DeconstructSymbol, index))),
        .. pattern.PropertySubpatterns.Select(property => new Part(property.Pattern, MayBeNull(property.Member))),
    ];

    // A part that is not nullable always is of its own type; that it might be null against its annotation is
    // the compiler's to warn of, where the value comes from.
    private static bool AlwaysHolds(Part part) => part.Pattern switch
    {
        IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } => true,
        IDeclarationPatternOperation or ITypePatternOperation => IsOwnType(part),
        IRecursivePatternOperation recursive => IsOwnType(part) && Parts(recursive).All(AlwaysHolds),
        _ => false,
    };

    private static bool IsOwnType(Part part) =>
        !part.MayBeNull && SymbolEqualityComparer.Default.Equals(part.Pattern.InputType, part.Pattern.NarrowedType);

    private static bool MayBeNull(ISymbol? deconstruct, int index) =>
        deconstruct is not IMethodSymbol { IsStatic: false } method || method.Parameters[index].NullableAnnotation == NullableAnnotation.Annotated;

    private static bool MayBeNull(IOperation member) => member switch
    {
        IPropertyReferenceOperation property => property.Property.NullableAnnotation == NullableAnnotation.Annotated,
        IFieldReferenceOperation field => field.Field.NullableAnnotation == NullableAnnotation.Annotated,
        _ => true,
    };

    private readonly struct Part(IPatternOperation pattern, bool mayBeNull)
    {
        public IPatternOperation Pattern { get; } = pattern;

        public bool MayBeNull { get; } = mayBeNull;
    }
}
