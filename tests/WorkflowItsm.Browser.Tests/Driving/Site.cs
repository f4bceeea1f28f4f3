using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowItsm.Api.Access;
using WorkflowItsm.Browser.Tests.Driving;
using WorkflowItsm.DesignerHost.Demo;
using WorkflowItsm.DesignerHost.Serving;
using WorkflowItsm.Engine.Cases;
using WorkflowItsm.Feel;
using WorkflowItsm.Itsm.Tickets;
using WorkflowItsm.Runtime.Cases;
using WorkflowItsm.Runtime.Definitions;
using WorkflowItsm.Testing.Hosting;
using WorkflowItsm.Web.Access;

[assembly: AssemblyFixture(typeof(Site))]

namespace WorkflowItsm.Browser.Tests.Driving;

/// <summary>
/// The real host with the shipped bundles and the sample organisation, in this process; shared by all tests. One that
/// moves the time or makes something that others would trip over takes <see cref="AnotherAsync"/>.
/// </summary>
public sealed partial class Site : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, string> _passwords = new(StringComparer.Ordinal);
    private readonly DataFolder _data = new();
    private readonly Chromium _chromium;
    private readonly Site? _lender;
    private readonly bool _isDemo;
    private readonly string[] _settings;
    private WebApplication? _app;

    public Site()
        : this(null, isDemo: true, [])
    {
    }

    private Site(Site? lender, bool isDemo, string[] settings) =>
        (_lender, _chromium, _isDemo, _settings) = (lender, lender?._chromium ?? new(), isDemo, settings);

    public Uri Address => new(_app!.Urls.First());

    public IServiceProvider Services => _app!.Services;

    public DataFolder Data => _data;

    /// <summary>What the host printed at its start.</summary>
    public string Announced { get; private set; } = "";

    /// <summary>The time of the store, which tests move forward.</summary>
    internal IDemo Demo => Services.GetRequiredService<IDemo>();

    public async ValueTask InitializeAsync()
    {
        if (_isDemo) DemoStore.Mark(_data.Path);
        _app = Server.Build(["--urls", "http://127.0.0.1:0", .. _settings], _data.Path, builder => builder.Logging.ClearProviders());
        await _app.StartAsync();
        using var said = new StringWriter();
        await Server.AnnounceAsync(_app, _data.Path, new(said, said));
        Announced = said.ToString();
        foreach (Match account in AccountLine().Matches(Announced)) _passwords[account.Groups["name"].Value] = account.Groups["password"].Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_lender is null) await _chromium.DisposeAsync();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _data.Dispose();
    }

    /// <summary>A host of its own in the same browser, with a new store.</summary>
    /// <param name="isDemo">Whether it has the sample organisation and its clock can be moved.</param>
    /// <param name="settings">Command-line settings.</param>
    public async Task<Site> AnotherAsync(bool isDemo = true, params string[] settings)
    {
        var another = new Site(this, isDemo, settings);
        await another.InitializeAsync();
        return another;
    }

    /// <summary>Makes an account that no other test uses.</summary>
    public async Task AddAsync(string name, Role role, params string[] teams)
    {
        await using var scope = Services.CreateAsyncScope();
        var (password, problem) = await scope.ServiceProvider.GetRequiredService<AccountBook>().AddAsync(name, role, name, teams);
        _passwords[name] = password ?? throw new InvalidOperationException(problem!.En);
    }

    /// <summary>Publishes a bundle of one file; fails with what is wrong with it.</summary>
    public async Task PublishAsync(string bundle, string file, string content)
    {
        var publication = new Publication(bundle, [new(file, Encoding.UTF8.GetBytes(content))], Actor.System, null, Publication.FromApi);
        var result = await Services.GetRequiredService<IDefinitions>().PublishAsync(publication, TestContext.Current.CancellationToken);
        Assert.True(result.Changed, string.Join('\n', result.Findings.Items.Select(finding => finding.Message)));
    }

    /// <summary>The password of somebody of the sample organisation.</summary>
    public string PasswordOf(string name) => _passwords[name];

    /// <summary>Opens an incident through the runtime, and gives what stands for it in an address.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SomeTicketAsync(string shortDescription = "The printer on the second floor prints nothing")
    {
        var runtime = Services.GetRequiredService<ICaseRuntime>();
        var fields = FeelContext.Of(("short_description", shortDescription), ("caller_id", "rita"), ("impact", 2), ("urgency", 2));
        var opened = await runtime.SendAsync(new(
            TicketCore.StreamKind, runtime.NewCaseId(), new TicketCommand.Open("incident", null, fields), new("dana", Role.Agent)));
        var state = (TicketState)((CommandResult.Done)opened).State;
        return new Dictionary<string, string>(StringComparer.Ordinal) { ["Number"] = state.Number };
    }

    /// <summary>A window in which nobody has signed in.</summary>
    public Task<Screen> VisitAsync(Look? look = null) => Screen.OpenAsync(_chromium, Address, look ?? new());

    /// <summary>A window in which somebody of the sample organisation has signed in and stands at <paramref name="path"/>.</summary>
    public async Task<Screen> SignInAsync(string name, string path = "/inbox", Look? look = null)
    {
        var screen = await VisitAsync(look);
        await screen.SignInAsync(name, PasswordOf(name), path);
        return screen;
    }

    [GeneratedRegex(@"^  (?<name>\w+) +(?<password>\w{24})  ", RegexOptions.Multiline)]
    private static partial Regex AccountLine();
}
