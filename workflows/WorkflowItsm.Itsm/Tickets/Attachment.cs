using System.Globalization;

namespace WorkflowItsm.Itsm.Tickets;

/// <summary>A file of a ticket; its bytes are kept outside the journal, under its id.</summary>
/// <param name="Id">Unique in the store.</param>
/// <param name="Name">The name to show and to save it under; empty once erased.</param>
/// <param name="Type">The media type that its content was found to be, e.g. <c>image/png</c>.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">The digest of its bytes, 64 lower-case hexadecimal digits.</param>
public sealed record Attachment(string Id, string Name, string Type, long Size, string Sha256)
{
    /// <summary>"417 B", "12.3 KB" or "4.5 MB".</summary>
    public string SizeText => Size switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{Size} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{Size / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Size / (1024.0 * 1024):0.#} MB"),
    };
}
