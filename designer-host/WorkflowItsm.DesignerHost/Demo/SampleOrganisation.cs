using WorkflowItsm.Api.Access;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Engine.Definitions;
using WorkflowItsm.Runtime.Definitions;

namespace WorkflowItsm.DesignerHost.Demo;

/// <summary>
/// The people and services of a demo store: the three teams of the handbook (H5) are shipped; here come who works in
/// them, who reports, who owns the processes and who audits. Passwords are drawn, and printed once.
/// </summary>
internal sealed class SampleOrganisation(IServiceScopeFactory scopes, IDefinitions definitions)
{
    private static readonly (string Name, string DisplayName, Role Role, string[] Teams)[] s_people =
    [
        ("rita", "Rita Reed 李丽", Role.Requester, []),
        ("wang", "Wang Wei 王伟", Role.Requester, []),
        ("dana", "Dana Diaz 戴娜", Role.Agent, ["service-desk"]),
        ("zhao", "Zhao Min 赵敏", Role.Agent, ["service-desk"]),
        ("omar", "Omar Orr 欧阳明", Role.Agent, ["operations"]),
        ("petra", "Petra Pan 潘佩", Role.Agent, ["project-office"]),
        ("olive", "Olive Owen 欧文", Role.ProcessOwner, []),
        ("ada", "Ada Audit 安达", Role.Auditor, []),
        ("admin", "Administrator 管理员", Role.Administrator, []),
    ];

    /// <summary>Makes what is missing of it; an organisation that is there already prints nothing.</summary>
    public async Task MakeAsync(TextWriter output)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountBook>();
        if ((await accounts.ListAsync()).Count > 0) return;
        await PublishServicesAsync();
        await output.WriteLineAsync("A sample organisation was made. These passwords are shown once:");
        foreach (var (name, displayName, role, teams) in s_people)
        {
            var (password, problem) = await accounts.AddAsync(name, role, displayName, teams);
            await output.WriteLineAsync(password is null ? $"  {name}: {problem!.En}" : $"  {name,-6} {password}  {Roles.NameOf(role)} {string.Join(", ", teams)}".TrimEnd());
        }
    }

    private async Task PublishServicesAsync()
    {
        var files = new BundleFile[]
        {
            new("bundle.json", """{"name":"services","title":{"en":"Services","zh":"服务"},"description":{"en":"What the sample organisation offers its people.","zh":"示例组织提供的服务。"}}"""u8.ToArray()),
            new("services.json", """
                {
                  "services": [
                    { "id": "email", "name": { "en": "E-mail", "zh": "电子邮件" } },
                    { "id": "network", "name": { "en": "Network and Wi-Fi", "zh": "网络与无线" } },
                    { "id": "erp", "name": { "en": "Finance system", "zh": "财务系统" } },
                    { "id": "database", "name": { "en": "Databases", "zh": "数据库" } },
                    { "id": "workplace", "name": { "en": "Computers and printers", "zh": "电脑与打印机" } }
                  ]
                }
                """u8.ToArray()),
        };
        await definitions.PublishAsync(new Publication("services", [.. files], Actor.System, "示例组织 / Sample organisation", Publication.FromFolder));
    }
}
