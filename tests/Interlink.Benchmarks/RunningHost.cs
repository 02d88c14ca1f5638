using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Interlink.Benchmarks;

/// <summary>The built embedded edition, running as a process of its own on a data folder and a free port of this machine.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private const string Administrator = "administrator@example.org";

    private readonly Process _process;

    private readonly TaskCompletionSource _peopleReady = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningHost(Process process, HttpClient client) => (_process, Client) = (process, client);

    /// <summary>Speaks to it; keeps its cookies.</summary>
    public HttpClient Client { get; }

    /// <summary>From the start of the process to the first answer 200 of its health.</summary>
    public TimeSpan UntilHealthy { get; private set; }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it and waits until it is healthy.</summary>
    /// <exception cref="TimeoutException">It is not healthy after a minute.</exception>
    public static async Task<RunningHost> Start(string dataFolder, params string[] arguments)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataFolder,
        };
        foreach (var argument in (string[])[Program(), "--data", dataFolder, "--urls", url, .. arguments])
            start.ArgumentList.Add(argument);

        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(url) };
        client.DefaultRequestHeaders.Add("X-Requested-With", "interlink");
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new InvalidOperationException("The host did not start.");
        var host = new RunningHost(process, client);
        process.OutputDataReceived += (_, line) => host.Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        host.UntilHealthy = await UntilItAnswers(client, process, watch);
        return host;
    }

    /// <summary>Signs in as the demonstration's administrator; the host must run with <c>--demo</c>.</summary>
    public async Task SignIn(string dataFolder)
    {
        await _peopleReady.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var password = (await File.ReadAllTextAsync(Path.Combine(dataFolder, "demo-password.txt"))).Trim();
        using var answer = await Client.PostAsJsonAsync("/.auth/login/local", new { email = Administrator, password });
        if (!answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"Signing in was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Reads a JSON answer to its end.</summary>
    public async Task<JsonElement> Get(string path)
    {
        using var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var body = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(body)
            : throw new InvalidOperationException($"{path} was answered {answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The embedded edition's own output, built in the configuration of this program.</summary>
    private static string Program()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = own;
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "global.json")))
            root = root.Parent;
        var built = root is null ? null : Path.Combine(root.FullName, "functions", "Interlink.Local", "bin", own.Parent!.Name, own.Name, "Interlink.Local.dll");
        return File.Exists(built) ? built : throw new FileNotFoundException("The embedded edition is not built beside these benchmarks.", built);
    }

    private static async Task<TimeSpan> UntilItAnswers(HttpClient client, Process process, Stopwatch watch)
    {
        while (watch.Elapsed < TimeSpan.FromMinutes(1))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The host ended with code {process.ExitCode}.");
            if (await IsHealthy(client))
                return watch.Elapsed;
            await Task.Delay(5);
        }

        process.Kill();
        throw new TimeoutException("The host was not healthy after a minute.");
    }

    /// <summary>The host lists the demonstration's people once they all exist.</summary>
    private void Hear(string? line)
    {
        if (line?.Contains(Administrator, StringComparison.Ordinal) == true)
            _peopleReady.TrySetResult();
    }

    private static async Task<bool> IsHealthy(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/api/health", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
