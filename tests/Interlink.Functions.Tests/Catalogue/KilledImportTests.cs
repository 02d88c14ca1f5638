using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Interlink.Functions.Tests.Hosting;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Catalogue;

/// <summary>The whole program dies in the middle of an import, without a word.</summary>
public sealed class KilledImportTests
{
    private const int Profiles = 400;

    [Fact]
    public async Task An_import_whose_host_is_killed_again_and_again_ends_with_a_whole_report()
    {
        using var folder = new TemporaryFolder();
        var process = await InterlinkProcess.Demo(folder["data"]);
        using var curator = await process.As("curator");
        var id = await curator.BeginImport(ManyProblems());
        var cuts = 0;
        foreach (var share in (double[])[0.1, 0.6])
        {
            // Where this machine looks late the second time, the work may be done.
            var cut = await curator.Until(id, done => done >= share * Profiles);
            cuts += cut.GetProperty("status").GetString() == "running" ? 1 : 0;
            await process.Kill();
            await process.DisposeAsync();
            process = await InterlinkProcess.Demo(folder["data"]);
            curator.MoveTo(process.Address);
        }

        await using var last = process;
        Assert.NotEqual(0, cuts);
        var operation = await curator.WaitFor(id);
        Assert.Equal("succeeded", operation.GetProperty("status").GetString());
        Assert.Equal(["reading", "checking", "saving-problems", "reporting"], operation.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("step").GetString()));
        var report = await curator.Report(id);
        Assert.Null(report.Error);
        Assert.Equal(Profiles, report.Counts.ProblemProfile.Created);
        Assert.Equal(Profiles, report.Entries.Select(entry => entry.Id).Distinct().Count());
        Assert.Equal(Profiles, (await curator.GetJson("/api/catalogue/problem-profiles?limit=1")).GetProperty("total").GetInt32());
    }

    private static MemoryStream ManyProblems()
    {
        var problems = Enumerable.Range(0, Profiles).Select(i => new
        {
            id = string.Create(CultureInfo.InvariantCulture, $"PROBLEM_{i}"),
            name_translations = new { en = string.Create(CultureInfo.InvariantCulture, $"Problem {i}") },
            description_translations = new { en = "People wait." },
        });
        var content = new MemoryStream();
        using (var archive = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("problemprofiles/problemprofiles.json", CompressionLevel.NoCompression).Open();
            JsonSerializer.Serialize(entry, problems);
        }

        content.Position = 0;
        return content;
    }
}
