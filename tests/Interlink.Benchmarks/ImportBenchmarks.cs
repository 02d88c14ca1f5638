using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Benchmarks;

/// <summary>Imports of whole catalogues into the running edition: upload, operation, report.</summary>
internal static class ImportBenchmarks
{
    private const int Entries = 2_000;

    public static async Task Run(string[] args)
    {
        var data = Directory.CreateTempSubdirectory("interlink-benchmark-").FullName;
        try
        {
            await using var host = await RunningHost.Start(data, "--demo", "--Interlink:Edge:CallerBurst=100000", "--Interlink:Edge:CallerRate=100000");
            await host.SignIn(data);
            var figures = new List<Figure>();
            if (Sample() is { } folder)
            {
                using var sample = new MemoryStream();
                ZipFile.CreateFromDirectory(folder, sample);
                figures.Add(new("Sample catalogue, first import", await Import(host, sample.ToArray())));
                figures.Add(new("Sample catalogue, again", await Import(host, sample.ToArray())));
            }

            var synthetic = Synthetic();
            figures.Add(new("Synthetic catalogue, first import", await Import(host, synthetic)));
            figures.Add(new("Synthetic catalogue, again", await Import(host, synthetic)));
            Benchmark.Print("Import of a catalogue, from the first byte sent to the end of the operation", figures);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static string? Sample()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "global.json")))
            root = root.Parent;
        var folder = Environment.GetEnvironmentVariable("INTERLINK_SAMPLE_CATALOGUE")
            ?? (root?.Parent is { } beside ? Path.Combine(beside.FullName, "shared", "data", "interlink-catalogue") : null);
        return Directory.Exists(folder) ? folder : null;
    }

    private static async Task<string> Import(RunningHost host, byte[] source)
    {
        string? operation = null;
        var time = await Benchmark.Time(async () =>
        {
            var upload = await Upload(host, source);
            using var started = await host.Client.PostAsJsonAsync("/api/catalogue/imports", new { uploadId = upload });
            operation = (await started.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
            while ((await host.Get($"/api/operations/{operation}")).GetProperty("status").GetString() is var status && status != "succeeded")
            {
                if (status is "failed" or "canceled")
                    throw new InvalidOperationException($"The import {operation} ended as {status}.");
                await Task.Delay(20);
            }
        });
        var report = await host.Get($"/api/catalogue/imports/{operation}");
        var counts = report.GetProperty("counts").EnumerateObject().SelectMany(kind => kind.Value.EnumerateObject())
            .GroupBy(c => c.Name, c => c.Value.GetInt32()).Select(g => (g.Key, Sum: g.Sum())).Where(c => c.Sum > 0).ToList();
        var told = string.Join(", ", counts.Select(c => $"{c.Sum} {c.Key}"));
        return FormattableString.Invariant($"{time.TotalSeconds:0.0} s, {counts.Sum(c => c.Sum) / time.TotalSeconds:0} entries/s ({told})");
    }

    private static async Task<string> Upload(RunningHost host, byte[] source)
    {
        var file = new { fileName = "catalogue.zip", length = source.Length, contentType = "application/zip" };
        using var begun = await host.Client.PostAsJsonAsync("/api/uploads", file);
        var ticket = await begun.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var (id, size) = (ticket.GetProperty("id").GetString()!, ticket.GetProperty("partSize").GetInt32());
        for (var part = 0; part * size < source.Length; part++)
        {
            using var content = new ByteArrayContent(source, part * size, Math.Min(size, source.Length - (part * size)));
            using var sent = await host.Client.PutAsync(new Uri($"/api/uploads/{id}/parts/{part}", UriKind.Relative), content);
            sent.EnsureSuccessStatusCode();
        }

        return id;
    }

    /// <summary>A catalogue in the published format; each knowledge entry with a template file of its own.</summary>
    private static byte[] Synthetic()
    {
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            var profiles = Enumerable.Range(0, SyntheticCatalogue.Profiles).Select(SyntheticCatalogue.Profile).Select(p => new
            {
                id = p.Id,
                name_translations = p.Name,
                description_translations = p.Description,
                functionality_translations = p.Functionality,
            });
            Write("problemprofiles/problemprofiles.json", JsonSerializer.SerializeToUtf8Bytes(profiles, Json.Options));
            for (var i = 0; i < Entries; i++)
            {
                var (entry, folder) = (SyntheticCatalogue.Entry(i), $"interlinkers/knowledge/entry-{i}");
                Write($"{folder}/instructions.md", System.Text.Encoding.UTF8.GetBytes(entry.Instructions.In("en")!.Text));
                Write($"{folder}/template.txt", System.Text.Encoding.UTF8.GetBytes($"Template {i}\n{entry.Description.In("en")!.Text}"));
                Write($"{folder}/metadata.json", JsonSerializer.SerializeToUtf8Bytes(new
                {
                    problemprofiles = entry.ProblemProfiles,
                    is_sustainability_related = false,
                    name_translations = entry.Name,
                    description_translations = entry.Description,
                    constraints_and_limitations_translations = new { en = "None known." },
                    tags_translations = new { en = new[] { "synthetic" } },
                    difficulty = "easy",
                    licence = "permissive",
                    form = entry.Form,
                    instructions_translations = new { en = $"./{folder}/instructions.md" },
                    softwareinterlinker = "googledrive",
                    file_translations = new { en = $"./{folder}/template.txt" },
                }, Json.Options));
            }

            void Write(string path, byte[] content)
            {
                using var stream = archive.CreateEntry(path, CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }

        return target.ToArray();
    }
}
