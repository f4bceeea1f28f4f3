using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Fields;
using WorkflowItsm.Itsm.Reading;

namespace WorkflowItsm.Itsm.Organisation;

/// <summary>A service that people may report about.</summary>
/// <param name="Id">The value of <c>business_service</c>, e.g. <c>email</c>.</param>
/// <param name="Name">Its words.</param>
public sealed record Service(string Id, Words Name);

/// <summary>The services of a bundle.</summary>
/// <param name="Path">The file.</param>
/// <param name="Services">The services, in the order in which they are offered.</param>
public sealed record ServicesPart(string Path, ValueList<Service> Services) : DefinitionPart(Path);

/// <summary>Reads <c>services.json</c> of a bundle.</summary>
public sealed class ServicesReader : IDefinitionReader
{
    /// <inheritdoc/>
    public bool Reads(string path) => path == "services.json";

    /// <inheritdoc/>
    public (DefinitionPart? Part, ValueList<Finding> Findings) Read(string path, ReadOnlyMemory<byte> content)
    {
        var json = JsonDefinition.Parse(content);
        if (json.Root is not { } root) return (null, json.Findings);
        var services = json.Each(root, "services", "service", service =>
        {
            var id = json.Text(service, "id", "Service");
            return new Service(id, json.Words(service, "name", $"Service '{id}'"));
        });
        json.Unique(services.Items.Select(service => service.Id), "service");
        return json.Finish(new ServicesPart(path, services));
    }

    /// <inheritdoc/>
    public ValueList<Finding> Check(Bundle bundle, Release release) => [];
}
