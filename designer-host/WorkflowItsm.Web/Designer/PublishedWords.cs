using System.Globalization;
using Microsoft.Extensions.Localization;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Web.Words;

namespace WorkflowItsm.Web.Designer;

/// <summary>Who published a version, when and from where, as people read it.</summary>
internal static class PublishedWords
{
    public static string At(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The person; what was published without one is the server's.</summary>
    public static string Who(BundleVersion version, IStringLocalizer<DesignerWords> T) =>
        version.PublishedBy == Actor.System.Name || version.PublishedBy.Length == 0 ? T["TheServer"] : version.PublishedBy;

    public static string By(BundleVersion version, IStringLocalizer<DesignerWords> T) =>
        version.PublishedBy == Actor.System.Name || version.PublishedBy.Length == 0 ? Source(version.Source, T) : version.PublishedBy;

    public static string Source(string source, IStringLocalizer<DesignerWords> T) => source switch
    {
        Publication.FromFolder => T["FromFolder"],
        Publication.FromScreen => T["FromScreen"],
        _ => T["FromApi"],
    };
}
