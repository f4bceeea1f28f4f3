using System.Globalization;

namespace WorkflowItsm.Web.Designer;

/// <summary>The addresses of the designer's pages.</summary>
internal static class Addresses
{
    public const string All = "/designer";

    /// <summary>A bundle; with a version, an older one to look at.</summary>
    public static string Of(string bundle, int? version = null) => $"{All}/{Uri.EscapeDataString(bundle)}{Query(version)}";

    /// <summary>A file of a bundle.</summary>
    public static string Of(string bundle, string path, int? version = null) =>
        $"{All}/{Uri.EscapeDataString(bundle)}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}{Query(version)}";

    /// <summary>The newest version as a zip.</summary>
    public static string Zip(string bundle) => $"/api/v1/bundles/{Uri.EscapeDataString(bundle)}";

    private static string Query(int? version) => version is { } number ? string.Create(CultureInfo.InvariantCulture, $"?version={number}") : "";
}
