using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace WorkflowItsm.Architecture.Tests.Laws;

/// <summary>
/// The core does no I/O and knows neither clock, chance, thread, logger, container nor database. The analyzer of banned
/// symbols says so while one types; this law reads the compiled code, which no pragma hides, and it bans whole namespaces.
/// </summary>
internal static class PureCoreLaw
{
    private static readonly string[] _namespaces =
    [
        "System.IO", "System.Net", "System.Threading", "System.Data", "System.Timers", "System.Diagnostics.Tracing", "System.Runtime.InteropServices.JavaScript",
        "Microsoft.Extensions", "Microsoft.Data", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "OpenTelemetry", "SQLitePCL",
    ];

    // Text and bytes in memory, and what makes a shared cache safe, are neither I/O nor threads.
    private static readonly HashSet<string> _innocent =
    [
        "System.IO.Stream", "System.IO.MemoryStream", "System.IO.TextReader", "System.IO.TextWriter", "System.IO.StringReader", "System.IO.StringWriter",
        "System.IO.InvalidDataException", "System.IO.EndOfStreamException", "System.Threading.Interlocked", "System.Threading.Volatile", "System.Threading.Monitor",
        "System.Threading.Lock", "System.Threading.LazyThreadSafetyMode",
    ];

    // What the compiler writes into every iterator.
    private static readonly string[] _innocentMembers = ["System.Environment.get_CurrentManagedThreadId"];

    /// <summary>What the code touches that it must not.</summary>
    /// <param name="image">The compiled assembly.</param>
    /// <param name="banned">The lines of the file of banned symbols.</param>
    public static IEnumerable<string> Offences(byte[] image, IReadOnlyList<string> banned)
    {
        using var file = new PEReader(new MemoryStream(image));
        var code = file.GetMetadataReader();
        var name = code.GetString(code.GetAssemblyDefinition().Name);
        var symbols = banned.Select(line => line.Split(';')[0]).ToHashSet();
        var members = Members(code).ToList();
        var used = members.ToLookup(member => member.Type, member => $"{member.Type}.{member.Name}");
        var types = code.TypeReferences.Select(handle => FullName(code, handle)).Where(type => IsBanned(type, symbols))
            .Where(type => !used[type].Any() || used[type].Except(_innocentMembers).Any());
        var calls = members.Where(member => symbols.Contains(member.Symbol) || symbols.Any(symbol => IsSameMethod(symbol, member)))
            .Select(member => $"{member.Type}.{member.Name}");
        return [.. types.Concat(calls).Distinct().Order(StringComparer.Ordinal).Select(found => $"{name} touches {found}; the core must not.")];
    }

    private static bool IsBanned(string type, HashSet<string> symbols) =>
        symbols.Contains("T:" + type.Split('`')[0])
        || (!_innocent.Contains(type.Split('+')[0]) && _namespaces.Any(banned => type.StartsWith(banned + ".", StringComparison.Ordinal)));

    // Overloads are told apart by the number of their parameters, which is enough for those that are banned.
    private static bool IsSameMethod(string symbol, Member member)
    {
        var parts = symbol.TrimEnd(')').Split('(', 2);
        return parts[0] == $"M:{member.Type}.{member.Name}" && member.Parameters == (parts.Length == 1 ? 0 : parts[1].Split(',').Length);
    }

    private static IEnumerable<Member> Members(MetadataReader code) =>
        from handle in code.MemberReferences
        let member = code.GetMemberReference(handle)
        where member.Parent.Kind == HandleKind.TypeReference
        select new Member(FullName(code, (TypeReferenceHandle)member.Parent), code.GetString(member.Name), Parameters(code, member));

    private static int Parameters(MetadataReader code, MemberReference member)
    {
        if (member.GetKind() != MemberReferenceKind.Method)
        {
            return 0;
        }

        var signature = code.GetBlobReader(member.Signature);
        if (signature.ReadSignatureHeader().IsGeneric)
        {
            signature.ReadCompressedInteger();
        }

        return signature.ReadCompressedInteger();
    }

    private static string FullName(MetadataReader code, TypeReferenceHandle handle)
    {
        var type = code.GetTypeReference(handle);
        var name = code.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{FullName(code, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : $"{code.GetString(type.Namespace)}.{name}";
    }

    private sealed record Member(string Type, string Name, int Parameters)
    {
        public string Symbol => Name.StartsWith("get_", StringComparison.Ordinal) ? $"P:{Type}.{Name[4..]}" : $"F:{Type}.{Name}";
    }
}
