using Interlink.Core.Kernel;
using Interlink.Functions.Tests.Audit;
using Interlink.Local.Hosting;
using Interlink.Storage.Local;
using Interlink.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Tests.Hosting;

/// <summary>How a host is started.</summary>
public sealed record HostOptions
{
    /// <summary>The clock of everything in the host; the system's when null.</summary>
    public FakeClock? Clock { get; init; }

    /// <summary>The data folder; a temporary one, removed with the host, when null.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The tenant of people who do not say which.</summary>
    public string Tenant { get; init; } = "varam";

    /// <summary>Further arguments of the command line, such as <c>--demo</c> or <c>--Interlink:Edge:CallerBurst=5</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Changes to what is registered.</summary>
    public Action<IServiceCollection>? Configure { get; init; }

    /// <summary>Whether passwords are hashed with the work of production; otherwise with a thousandth of it, so that tests do not wait.</summary>
    public bool FullPasswordWork { get; init; }
}

/// <summary>The real app on a folder and a free port of this machine: the same program as <c>dotnet run</c>, over real HTTP.</summary>
public sealed class InterlinkHost : IAsyncDisposable
{
    private readonly HostOptions _options;
    private readonly TemporaryFolder? _temporary;
    private readonly Dictionary<string, Client> _people = [];
    private StringWriter _notices = new();
    private WebApplication? _app;

    private InterlinkHost(HostOptions options)
    {
        _options = options;
        _temporary = options.DataFolder is null ? new TemporaryFolder() : null;
        DataFolder = options.DataFolder ?? _temporary!.Path;
    }

    /// <summary>The data folder.</summary>
    public string DataFolder { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What the person who started it reads, since the last start.</summary>
    public string Notices => _notices.ToString();

    /// <summary>The services inside, for looking at what HTTP does not show.</summary>
    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("The host is stopped.");

    /// <summary>The clock that was handed in.</summary>
    public FakeClock Clock => _options.Clock ?? throw new InvalidOperationException("This host runs on the system's clock.");

    /// <summary>Moves the clock that was handed in, as a step between two looks of a test that waits.</summary>
    public Task Advance(TimeSpan by)
    {
        Clock.Advance(by);
        return Task.CompletedTask;
    }

    /// <summary>Starts a host.</summary>
    public static async Task<InterlinkHost> Start(HostOptions? options = null)
    {
        var host = new InterlinkHost(options ?? new HostOptions());
        try
        {
            await host.Start();
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        return host;
    }

    /// <summary>Stops it as Ctrl+C does; people stay signed in for the next <see cref="StartAgain"/>.</summary>
    public async Task Stop()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    /// <summary>Stops it, if it runs, and starts it on the same folder and another port.</summary>
    public async Task StartAgain()
    {
        await Stop();
        await Start();
        foreach (var client in _people.Values)
        {
            client.MoveTo(Address);
        }
    }

    /// <summary>A browser in which nobody is signed in; with a cookie jar of its own.</summary>
    public Client Anonymous() => new(Address);

    /// <summary>A browser in which a person is signed in. The account is made when it is first asked for: <c>administrator</c>, <c>curator</c> and
    /// <c>auditor</c> (and names that begin so) hold that scope, everybody else is a member. The same name is the same person, and the same browser.</summary>
    public async Task<Client> As(string person, string? tenant = null)
    {
        var home = TenantId.Parse(tenant ?? _options.Tenant);
        var key = $"{home}/{person}";
        if (!_people.TryGetValue(key, out var client))
        {
            client = Anonymous();
            client.Subject = await People.Ensure(Services, home, person);
            await client.SignIn(People.Email(person), People.Password, home.Value);
            _people[key] = client;
        }

        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        foreach (var client in _people.Values)
        {
            client.Dispose();
        }

        _temporary?.Dispose();
    }

    private async Task Start()
    {
        _notices = new StringWriter();
        var command = CommandLine.Parse(
            ["--data", DataFolder, "--urls", "http://127.0.0.1:0", .. HomeTenant(), .. _options.Arguments]);
        _app = LocalHost.Build(command, Configure);
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
    }

    private string[] HomeTenant() => _options.Arguments.Contains("--demo") ? [] : ["--tenant", _options.Tenant];

    private void Configure(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        services.AddSingleton(new Notices(_notices));
        services.AddLocalStorage(new LocalStorageOptions { Folder = DataFolder, Durability = Durability.ProcessLoss });
        WriteWitness.Watch(services);
        if (_options.Clock is { } clock)
        {
            services.AddSingleton<TimeProvider>(clock);
        }

        if (!_options.FullPasswordWork)
        {
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 200);
        }

        _options.Configure?.Invoke(services);
    }
}
