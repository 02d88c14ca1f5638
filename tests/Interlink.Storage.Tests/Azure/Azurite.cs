using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Interlink.Testing;

[assembly: AssemblyFixture(typeof(Interlink.Storage.Tests.Azure.Azurite))]

namespace Interlink.Storage.Tests.Azure;

/// <summary>
/// Azurite, in memory, on free ports of this machine, over https with a certificate of its own: it takes the account's key and bearer
/// tokens. Started when the first test asks for it; fetched with npm when it is missing.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    /// <summary>The account that every Azurite has, with its published key.</summary>
    public const string Account = "devstoreaccount1";

    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Lazy<Task<(Process Process, TemporaryFolder Folder)>> _started;
    private readonly int _blobPort, _tablePort, _queuePort;

    public Azurite()
    {
        _started = new(Start);
        (_blobPort, _tablePort, _queuePort) = FreePorts();
    }

    /// <summary>The blob service.</summary>
    public Uri BlobEndpoint => new($"https://127.0.0.1:{_blobPort}/{Account}");

    /// <summary>The table service.</summary>
    public Uri TableEndpoint => new($"https://127.0.0.1:{_tablePort}/{Account}");

    /// <summary>Everything that a client needs that has the account's key.</summary>
    public string ConnectionString => $"DefaultEndpointsProtocol=https;AccountName={Account};AccountKey={Key};BlobEndpoint={BlobEndpoint};TableEndpoint={TableEndpoint};";

    /// <summary>Waits until it answers and has the container and the table.</summary>
    public Task Ready() => _started.Value;

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            var (process, folder) = await _started.Value;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            folder.Dispose();
        }
    }

    private async Task<(Process Process, TemporaryFolder Folder)> Start()
    {
        var packages = Packages();
        var script = Path.Combine(packages, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(script))
        {
            await Run("npm", ["ci", "--no-audit", "--no-fund", "--silent"], packages);
        }

        var folder = new TemporaryFolder();
        await WriteCertificate(folder);
        var process = Process.Start(new ProcessStartInfo("node",
        [
            script, "--blobHost", "127.0.0.1", "--blobPort", $"{_blobPort}", "--tableHost", "127.0.0.1", "--tablePort", $"{_tablePort}",
            "--queueHost", "127.0.0.1", "--queuePort", $"{_queuePort}", "--inMemoryPersistence", "--skipApiVersionCheck", "--silent", "--disableTelemetry",
            "--oauth", "basic", "--cert", folder["cert.pem"], "--key", folder["key.pem"],
        ])
        { WorkingDirectory = folder.Path, RedirectStandardOutput = true })!;
        process.BeginOutputReadLine();
        await Task.WhenAll(Answers(process, _blobPort), Answers(process, _tablePort));
        await using var maker = await AzureHost.Start(AzureHost.KeySettings(this));
        return (process, folder);
    }

    private static async Task WriteCertificate(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(folder["cert.pem"], certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(folder["key.pem"], key.ExportPkcs8PrivateKeyPem());
    }

    private static async Task Answers(Process process, int port)
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (!process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    private static async Task Run(string program, string[] arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>The folder of these tests in the source tree, where npm keeps its packages.</summary>
    private static string Packages()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Azure", "package.json")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("These tests run inside the source tree.");
        }

        return Path.Combine(folder.FullName, "Azure");
    }

    // Held together until all are known, so that they differ.
    private static (int Blob, int Table, int Queue) FreePorts()
    {
        using TcpListener blob = new(IPAddress.Loopback, 0), table = new(IPAddress.Loopback, 0), queue = new(IPAddress.Loopback, 0);
        return (Open(blob), Open(table), Open(queue));

        static int Open(TcpListener listener)
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
