using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace WorkflowItsm.Architecture.Tests.Laws;

/// <summary>What the house asks of the shape of its types.</summary>
internal static class TypeLaws
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>A class says whether it may be extended: it is sealed, static or abstract. The Razor compiler writes the classes of components, and leaves them open.</summary>
    public static IEnumerable<string> Extensible(IEnumerable<Type> types) =>
        from type in Written(types)
        where type is { IsClass: true, IsSealed: false, IsAbstract: false } && type != type.Assembly.EntryPoint?.DeclaringType && type.GetInterface("IComponent") is null && type.Name != "_Imports"
        select $"{Name(type)} can be extended although nothing says so; seal it, or make it abstract.";

    /// <summary>
    /// An abstract record with cases is a closed hierarchy: only what is nested in it extends it. One without cases is a
    /// place for others to extend, and says so by a constructor that they can call.
    /// </summary>
    public static IEnumerable<string> OpenHierarchies(IEnumerable<Type> types)
    {
        var records = Written(types).Where(IsRecordClass).ToList();
        foreach (var root in records.Where(record => record.IsAbstract))
        {
            var cases = records.Where(record => record.BaseType == root && IsNestedIn(record, root)).ToList();
            if (root.GetConstructors(Own).Any(constructor => !IsCopy(constructor) && (constructor.IsAssembly || (cases.Count > 0 && !constructor.IsPrivate))))
            {
                yield return $"{Name(root)} can be extended beside its cases; make its constructor private and nest them all.";
            }

            foreach (var hidden in cases.Where(record => root.IsVisible && !record.IsVisible))
            {
                yield return $"{Name(hidden)} is a case that callers of {Name(root)} cannot name; make it public.";
            }
        }
    }

    /// <summary>A record never changes: no setter but <c>init</c>, no field that can be written.</summary>
    public static IEnumerable<string> Mutable(IEnumerable<Type> types)
    {
        foreach (var record in Written(types).Where(IsRecord))
        {
            foreach (var property in record.GetProperties(Own).Where(property => property.SetMethod is { } set && !IsInit(set)))
            {
                yield return $"{Name(record)}.{property.Name} can be set after the record is made; use init.";
            }

            foreach (var field in record.GetFields(Own).Where(field => !field.IsInitOnly && !IsCompilers(field)))
            {
                yield return $"{Name(record)}.{field.Name} can be written after the record is made; make it readonly.";
            }
        }
    }

    /// <summary>
    /// Two records with the same content are equal: replay and golden tests compare them. A sequence that compares by
    /// reference would make them lie. Records that nobody outside sees are not compared.
    /// </summary>
    public static IEnumerable<string> FalselyUnequal(IEnumerable<Type> types) =>
        from record in Written(types).Where(type => type.IsVisible && IsRecord(type))
        where !HasOwnEquality(record)
        from field in record.GetFields(Own)
        where ComparesByReference(field.FieldType)
        select $"{Name(record)}.{PropertyOf(field)} is compared by reference, so equal records are not equal; use ValueList or FeelContext.";

    private static IEnumerable<Type> Written(IEnumerable<Type> types) =>
        types.Where(type => !IsCompilers(type) && type.Namespace?.EndsWith(".Migrations", StringComparison.Ordinal) != true
            && type.Namespace?.StartsWith("System.", StringComparison.Ordinal) != true && type.Namespace?.StartsWith("Microsoft.", StringComparison.Ordinal) != true);

    private static bool IsCompilers(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal) || member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        || (member.DeclaringType is { } outer && IsCompilers(outer));

    private static bool IsRecordClass(Type type) => type.GetMethod("<Clone>$", Own) is not null;

    private static bool IsRecord(Type type) => IsRecordClass(type) || (type.IsValueType && type.GetMethod("PrintMembers", Own) is not null);

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType == constructor.DeclaringType;

    private static bool IsNestedIn(Type type, Type outer) => type.DeclaringType is { } around && (around == outer || IsNestedIn(around, outer));

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool HasOwnEquality(Type record) =>
        record.GetMethod("Equals", Own, [record]) is not { } equals || !equals.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static bool ComparesByReference(Type type) =>
        type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type)
        && (type.IsInterface || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true || type.IsArray
            || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)));

    private static string PropertyOf(FieldInfo field) => field.Name.Split('<', '>') is ["", var property, ..] ? property : field.Name;

    private static string Name(Type type) => type.FullName!.Replace('+', '.');
}
