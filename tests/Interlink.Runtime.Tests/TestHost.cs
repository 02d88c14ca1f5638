using System.Collections.Concurrent;
using Interlink.Runtime.Hosting;
using Interlink.Runtime.Http;
using Interlink.Runtime.Tests.Durable;
using Interlink.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Interlink.Runtime.Tests;

/// <summary>The embedded host with the functions of this assembly, on a free port and a database of the test's choice.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestHost(WebApplication app, Probe probe)
    {
        _app = app;
        Probe = probe;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public DurableTaskClient Durable => _app.Services.GetRequiredService<DurableTaskClient>();

    public Probe Probe { get; }

    /// <summary>A part of the host.</summary>
    internal T Part<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static Task<TestHost> Start(TemporaryFolder folder, TimeProvider? time = null) => Start(folder["runtime.db"], time);

    public static async Task<TestHost> Start(
        string database,
        TimeProvider? time = null,
        Probe? probe = null,
        Action<IFunctionsWorkerApplicationBuilder>? compose = null,
        Action<IConfigurationManager>? configure = null,
        int? liveOrchestrations = null,
        int? activitiesAtOnce = null,
        long? liveBytes = null,
        bool flushes = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["nightly"] = "0 30 2 * * *";
        configure?.Invoke(builder.Configuration);
        probe ??= new Probe();
        builder.Logging.ClearProviders().AddProvider(probe.Logs);
        builder.Services.AddSingleton(probe);
        builder.Services.AddScoped<ScopedThing>();
        builder.Services.AddSingleton<FirstToGo>();
        if (time is not null) builder.Services.AddSingleton(time);
        var functions = builder.Services.AddFunctionsRuntime(new FunctionsRuntimeOptions
        {
            Assemblies = [typeof(TestHost).Assembly],
            DatabasePath = database,
            FlushEveryCommit = flushes,
            MaxLiveOrchestrations = liveOrchestrations ?? 20_000,
            MaxLiveOrchestrationBytes = liveBytes ?? 128 << 20,
            MaxConcurrentActivities = activitiesAtOnce ?? 20,
        });
        compose?.Invoke(functions);
        var app = builder.Build();
        app.MapFunctions();
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new TestHost(app, probe);
    }

    /// <summary>Lets go of everything at once, as a host that is torn down without a word.</summary>
    public async Task Abandon()
    {
        Http.Dispose();
        await ((IAsyncDisposable)_app.Services).DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>What functions under test report to and wait for.</summary>
public sealed class Probe
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    private readonly ConcurrentDictionary<string, int> _counts = new();

    /// <summary>What was seen, in order.</summary>
    public ConcurrentQueue<string> Seen { get; } = new();

    public CapturedLogs Logs { get; } = new();

    /// <summary>Where activities of hosts that are killed write down what they did.</summary>
    public Durable.Crash.EffectLog? Effects { get; init; }

    /// <summary>Changes what a function does between two turns.</summary>
    public bool Switched { get; set; }

    /// <summary>Counts and tells the count.</summary>
    public int Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public int Counted(string what) => _counts.GetValueOrDefault(what);

    /// <summary>The counts of everything whose name is this, or this and more after a colon.</summary>
    public int CountedBelow(string what) => _counts
        .Where(pair => pair.Key == what || pair.Key.StartsWith(what + ":", StringComparison.Ordinal)).Sum(pair => pair.Value);

    /// <summary>Completes when the gate of this name is opened.</summary>
    public Task Gate(string name) => Source(name).Task;

    public void Open(string name) => Source(name).TrySetResult();

    private TaskCompletionSource Source(string name) =>
        _gates.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

/// <summary>A service of one scope.</summary>
public sealed class ScopedThing : IDisposable
{
    public bool IsDisposed { get; private set; }

    public void Dispose() => IsDisposed = true;
}

/// <summary>Keeps what is logged.</summary>
public sealed class CapturedLogs : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(Lines);

    public void Dispose() => GC.SuppressFinalize(this);

    private sealed class Logger(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }
}
