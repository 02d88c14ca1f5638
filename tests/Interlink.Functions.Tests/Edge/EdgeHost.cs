using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Interlink.Functions.Operations;
using Interlink.Functions.Tests.Audit;
using Interlink.Functions.Tests.OpenApi;
using Interlink.Functions.Tests.Operations;
using Interlink.Runtime.Hosting;
using Interlink.Runtime.Http;
using Interlink.Storage.Local;
using Interlink.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Interlink.Functions.Tests.Edge;

/// <summary>The edge on its own: the product's functions and the planted ones of these tests over real HTTP and storage, without sign-in,
/// so that a test can send any principal, forged or not.</summary>
internal sealed class EdgeHost : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _app;
    private bool _stopped;

    private EdgeHost(Action<EdgeOptions>? configure, IReadOnlyDictionary<string, string?>? settings, bool timers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Logging.ClearProviders().AddProvider(Logs).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(Clock).AddSingleton<Tally>();
        builder.Services.AddLocalStorage(new LocalStorageOptions { Folder = _folder.Path, Durability = Durability.ProcessLoss });
        WriteWitness.Watch(builder.Services);
        builder.Services.AddInterlink(builder.Configuration);
        builder.Services.AddSingleton<PlantedKind>().AddSingleton<IOperationKind>(s => s.GetRequiredService<PlantedKind>()).AddSingleton<IOperationKind, CuratedKind>();
        builder.Services.AddFunctionsRuntime(new FunctionsRuntimeOptions
        {
            Assemblies = [typeof(Composition).Assembly, typeof(EdgeHost).Assembly],
            DatabasePath = _folder["runtime.db"],
            SerializerOptions = Json.Options,
        }).UseInterlinkMiddleware();
        if (!timers)
        {
            // Tests that move the clock by hours call what timers would call, and want nobody to be faster.
            builder.Services.Remove(builder.Services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == "TimerService"));
        }

        builder.Services.PostConfigure<EdgeOptions>(options =>
        {
            options.TrustPrincipalHeader = true;
            configure?.Invoke(options);
        });
        _app = builder.Build();
        _app.UseRouting();
        _app.MapFunctions();
    }

    public FakeClock Clock { get; } = new();

    public CollectedLogs Logs { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public Tally Tally => _app.Services.GetRequiredService<Tally>();

    public static async Task<EdgeHost> Start(
        Action<EdgeOptions>? configure = null, IReadOnlyDictionary<string, string?>? settings = null, bool timers = false)
    {
        var host = new EdgeHost(configure, settings, timers);
        await host._app.StartAsync();
        host.Http = new HttpClient(new DocumentedRefusals(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })) { BaseAddress = new Uri(host._app.Urls.First()) };
        return host;
    }

    /// <summary>A principal as Static Web Apps writes it.</summary>
    public static string Principal(string subject = "subject-one", string? tenant = "varam", params string[] scopes) => Encoded(new
    {
        identityProvider = "local",
        userId = subject,
        userDetails = "someone@example.org",
        userRoles = (string[])["anonymous", "authenticated", .. scopes.Length == 0 ? [Scope.Member] : scopes],
        claims = tenant is null ? [] : new[] { new { typ = "tenant", val = tenant }, new { typ = "name", val = "Some One" } },
    });

    public static string Encoded(object value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(value as string ?? JsonSerializer.Serialize(value)));

    /// <summary>Sends a request as a member, or as the principal given; an empty one is none.</summary>
    public async Task<HttpResponseMessage> Send(
        HttpMethod method, string path, HttpContent? content = null, string? principal = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        if (principal != "")
        {
            request.Headers.TryAddWithoutValidation("x-ms-client-principal", principal ?? Principal());
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> Get(string path, string? principal = null, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Get, path, null, principal, headers);

    public Task<HttpResponseMessage> Post(string path, string json, string? principal = null, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, "application/json"), principal, headers);

    /// <summary>Stops it; what it logged can be read afterwards.</summary>
    public async Task Stop()
    {
        if (Interlocked.Exchange(ref _stopped, true))
        {
            return;
        }

        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Http.Dispose();
        _folder.Dispose();
    }
}

/// <summary>Counts what planted functions did, and holds them where a test wants them held.</summary>
public sealed class Tally
{
    private int _runs;

    public int Runs => _runs;

    public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource? Gate { get; set; }

    public async Task<int> Run()
    {
        var run = Interlocked.Increment(ref _runs);
        Entered.TrySetResult();
        if (Gate is { } gate)
        {
            await gate.Task;
        }

        return run;
    }
}

/// <summary>Keeps what was logged.</summary>
internal sealed class CollectedLogs : ILoggerProvider
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Line(CollectedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (logs._lines)
            {
                logs._lines.Add($"{logLevel} {category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
