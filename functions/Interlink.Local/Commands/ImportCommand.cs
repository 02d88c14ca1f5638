using System.IO.Compression;
using System.Text.Json;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Uploads;
using Interlink.Functions.Catalogue;
using Interlink.Local.Hosting;
using Microsoft.DurableTask.Client;

namespace Interlink.Local.Commands;

/// <summary>Imports a folder or zip, or the catalogue that comes with the product, as the page does, by the same durable operation, and prints
/// the report as JSON.</summary>
internal static class ImportCommand
{
    /// <summary>The word for the catalogue that comes with the product. A folder of that name is written <c>./starter</c>.</summary>
    public const string Starter = "starter";

    private static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };

    /// <summary>Runs the import.</summary>
    /// <returns>0 when nothing was rejected, else 1.</returns>
    /// <exception cref="UsageException">The import could not be made.</exception>
    public static async Task<int> Run(WebApplication app, string source, TextWriter output, CancellationToken cancellation)
    {
        var services = app.Services;
        var tenant = services.GetRequiredService<LocalSettings>().Tenant;
        var caller = new Caller(tenant, "command-line", "Command line", new HashSet<string> { Scope.Member, Scope.Curator });
        await app.StartAsync(cancellation);
        await LivingTenant.Notice(services, tenant, cancellation);

        var started = source == Starter ? await StartStarter(services, caller, cancellation) : await Start(services, caller, source, cancellation);
        var report = await Report(services, caller, Expect(started), cancellation);
        await output.WriteLineAsync(JsonSerializer.Serialize(report, Indented));
        await app.StopAsync(cancellation);
        return report.Entries.Any(e => e.Outcome is ImportOutcome.Rejected) ? 1 : 0;
    }

    private static Task<Outcome<OperationView>> StartStarter(IServiceProvider services, Caller caller, CancellationToken cancellation) =>
        services.GetRequiredService<ImportDesk>().StartStarter(services.GetRequiredService<DurableTaskClient>(), caller, NewKey(services), cancellation);

    private static async Task<Outcome<OperationView>> Start(IServiceProvider services, Caller caller, string source, CancellationToken cancellation)
    {
        using var pack = Pack.Of(source, services.GetRequiredService<DataFolder>());
        var file = await Upload(services.GetRequiredService<UploadDesk>(), caller, pack, cancellation);
        var client = services.GetRequiredService<DurableTaskClient>();
        return await services.GetRequiredService<ImportDesk>().Start(client, caller, file, NewKey(services), cancellation);
    }

    private static string NewKey(IServiceProvider services) => services.GetRequiredService<IIds>().New();

    private static async Task<ImportReport> Report(
        IServiceProvider services, Caller caller, OperationView started, CancellationToken cancellation)
    {
        var client = services.GetRequiredService<DurableTaskClient>();
        var instance = await client.WaitForInstanceCompletionAsync(
            started.Id.InstanceIn(caller.Tenant), getInputsAndOutputs: true, cancellation);
        return instance.ReadOutputAs<OperationResult>() is not { Error: var fault } ? throw new UsageException("The import broke off.")
            : fault is not null ? throw new UsageException($"{fault.Type}: {fault.Detail}")
            : Expect(await services.GetRequiredService<ImportStore>().Report(caller.Tenant, started.Id.ToString(), cancellation));
    }

    private static async Task<FinishedUpload> Upload(UploadDesk uploads, Caller caller, Pack pack, CancellationToken cancellation)
    {
        await using var content = File.OpenRead(pack.File);
        var upload = Expect(await uploads.Begin(caller, pack.Name, content.Length, "application/zip", key: null, cancellation));
        var buffer = new byte[Core.Uploads.Upload.PartSize];
        for (var part = 0; part < upload.Parts; part++)
        {
            var length = await content.ReadAtLeastAsync(buffer, upload.LengthOf(part), throwOnEndOfStream: false, cancellation);
            using var bytes = new MemoryStream(buffer, 0, length, writable: false);
            Expect(await uploads.Receive(caller, upload.Id, part, bytes, length, cancellation));
        }

        return Expect(await uploads.Take(caller, upload.Id, cancellation));
    }

    private static T Expect<T>(Outcome<T> outcome) =>
        outcome.Succeeded ? outcome.Value : throw new UsageException($"{outcome.Error.Type}: {outcome.Error.Detail}");

    /// <summary>The source as a zip: itself, or a folder packed beside the data and removed afterwards.</summary>
    private sealed record Pack(string File, string Name, bool IsTemporary) : IDisposable
    {
        public static Pack Of(string source, DataFolder data)
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
            if (System.IO.File.Exists(full))
            {
                return new Pack(full, Path.GetFileName(full), IsTemporary: false);
            }

            if (!Directory.Exists(full))
            {
                throw new UsageException($"There is no folder or file '{source}'.");
            }

            var file = data[$"import-{Path.GetRandomFileName()}.zip"];
            ZipFile.CreateFromDirectory(full, file, CompressionLevel.Fastest, includeBaseDirectory: false);
            return new Pack(file, $"{Path.GetFileName(full)}.zip", IsTemporary: true);
        }

        public void Dispose()
        {
            if (IsTemporary)
            {
                System.IO.File.Delete(File);
            }
        }
    }
}
