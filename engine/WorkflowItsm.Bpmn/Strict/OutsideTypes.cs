using System.Collections.Frozen;
using System.Xml.Linq;
using WorkflowItsm.Bpmn.Reading;

namespace WorkflowItsm.Bpmn.Strict;

/// <summary>Types that BPMN does not declare: those of XML Schema, which is the type language unless the file names another (8.2.1), and those of other languages.</summary>
internal static class OutsideTypes
{
    private const string Schema = "http://www.w3.org/2001/XMLSchema";

    private static readonly FrozenSet<string> _builtIn =
        ("anyType anySimpleType string boolean decimal float double duration dateTime time date gYearMonth gYear gMonthDay gDay gMonth hexBinary base64Binary anyURI QName "
        + "NOTATION normalizedString token language NMTOKEN NMTOKENS Name NCName ID IDREF IDREFS ENTITY ENTITIES integer nonPositiveInteger negativeInteger long int short byte "
        + "nonNegativeInteger unsignedLong unsignedInt unsignedShort unsignedByte positiveInteger").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// Whether a name may be that of such a type. Of XML Schema they are known; a namespace that is neither the file's own nor that of a BPMN file which
    /// it imports belongs to something that is not looked into.
    /// </summary>
    public static bool Has(StrictModel model, XElement at, string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || at.GetNamespaceOfPrefix(name[..colon])?.NamespaceName is not { } space) return false;
        if (space == Schema) return _builtIn.Contains(name[(colon + 1)..]);
        return space != model.Root.Text("targetNamespace") && !model.Imports.IsRead(space);
    }
}
