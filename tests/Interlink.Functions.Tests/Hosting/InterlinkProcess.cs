using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Interlink.Local.Hosting;

namespace Interlink.Functions.Tests.Hosting;

/// <summary>The program in a process of its own, for what a process alone can show: the end without warning, exit codes, standard output.</summary>
public sealed partial class InterlinkProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private InterlinkProcess(IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(LocalHost).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The process ended: {Errors}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote to standard output.</summary>
    public string Output => Text(_output);

    /// <summary>What it wrote to standard error.</summary>
    public string Errors => Text(_errors);

    /// <summary>The password of the demonstration's people.</summary>
    public string Password => PasswordLine().Match(Output).Groups[1].Value;

    /// <summary>Where it listens.</summary>
    public Uri Address => _address.Task.Result;

    /// <summary>Starts it with the demonstration's people, and an empty catalogue, on a folder and waits until it listens.</summary>
    public static async Task<InterlinkProcess> Demo(string dataFolder, IEnumerable<KeyValuePair<string, string>>? environment = null)
    {
        string[] arguments = ["--demo", $"--{LocalSettings.DemoCatalogueKey}=false", "--data", dataFolder, "--urls", "http://127.0.0.1:0"];
        var process = new InterlinkProcess(arguments, environment);
        await process._address.Task;
        return process;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        await using var process = new InterlinkProcess(arguments);
        await process._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _ = process._address.Task.Exception;
        return (process._process.ExitCode, process.Output, process.Errors);
    }

    /// <summary>A browser in which one of the demonstration's people is signed in: <c>administrator</c>, <c>curator</c>, <c>officer</c> or <c>citizen</c>.</summary>
    public async Task<Client> As(string role)
    {
        var client = new Client(Address);
        await client.SignIn($"{role}@example.org", Password);
        return client;
    }

    /// <summary>Ends it as a power cut would, for the process: nothing is said, nothing is finished.</summary>
    public async Task Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        using var asked = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(CancellationToken.None);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process.Dispose();
    }

    private void Read(string? line)
    {
        Append(_output, line);

        // The last line of the notices names the last of the demonstration's people.
        if (line?.Contains("citizen@example.org", StringComparison.Ordinal) == true && Listens().Match(Output) is { Success: true } listens)
        {
            _address.TrySetResult(new Uri(listens.Groups[1].Value));
        }
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    [GeneratedRegex(@"listens on (http://\S+)")]
    private static partial Regex Listens();

    [GeneratedRegex(@"^\s+password\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex PasswordLine();
}
