using Microsoft.CodeAnalysis;

namespace WorkflowItsm.Analyzers;

/// <summary>
/// The house's closed hierarchy: an abstract record none of whose constructors can be called from outside it,
/// so that only the records nested in it can extend it.
/// </summary>
internal static class ClosedHierarchy
{
    /// <summary>Whether <paramref name="type"/> is the root, or an inner node, of a closed hierarchy.</summary>
    /// <remarks>
    /// Of a type of another project only the constructors that this one may call are seen; that the others are
    /// private and not merely internal is held by the architecture tests.
    /// </remarks>
    public static bool IsClosed(INamedTypeSymbol type) =>
        type is { IsRecord: true, IsAbstract: true, TypeKind: TypeKind.Class }
        && type.InstanceConstructors.All(constructor => constructor.DeclaredAccessibility == Accessibility.Private || IsCopy(constructor, type));

    /// <summary>The types nested at any depth in <paramref name="root"/> whose direct base it is.</summary>
    public static IEnumerable<INamedTypeSymbol> CasesOf(INamedTypeSymbol root) =>
        NestedIn(Outermost(root)).Where(nested => SymbolEqualityComparer.Default.Equals(nested.BaseType, root));

    // A case may extend an inner node of the hierarchy and yet be nested beside it.
    private static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<INamedTypeSymbol> NestedIn(INamedTypeSymbol type) =>
        type.GetTypeMembers().SelectMany(nested => NestedIn(nested).Prepend(nested));

    // The compiler gives every record that is not sealed a protected copy constructor; it cannot make a new
    // kind of value out of nothing, so it does not open the hierarchy.
    private static bool IsCopy(IMethodSymbol constructor, INamedTypeSymbol type) =>
        constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type);
}
