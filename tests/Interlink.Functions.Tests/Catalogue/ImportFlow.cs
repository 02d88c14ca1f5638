using System.Net;
using System.Text.Json;
using Interlink.Core.Catalogue.Import;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.Catalogue;

/// <summary>The steps of an import as the web app takes them.</summary>
internal static class ImportFlow
{
    private const int PartSize = 4 << 20;

    /// <summary>Uploads a file in parts.</summary>
    /// <returns>The upload's id.</returns>
    public static async Task<string> Upload(this Client client, MemoryStream content, string fileName = "catalogue.zip")
    {
        var begun = await (await client.PostJson("/api/uploads", new { fileName, length = content.Length })).ExpectJson(HttpStatusCode.Created);
        var id = begun.GetProperty("id").GetString()!;
        var bytes = content.ToArray().AsMemory();
        for (var part = 0; part * PartSize < bytes.Length; part++)
        {
            using var sent = await client.PutBytes($"/api/uploads/{id}/parts/{part}", bytes[(part * PartSize)..Math.Min(bytes.Length, (part + 1) * PartSize)]);
            await sent.Expect(HttpStatusCode.NoContent);
        }

        return id;
    }

    /// <summary>Asks for an import.</summary>
    /// <returns>The operation's id.</returns>
    public static async Task<string> BeginImport(this Client curator, MemoryStream content, string fileName = "catalogue.zip")
    {
        var uploadId = await curator.Upload(content, fileName);
        using var accepted = await curator.PostJson("/api/catalogue/imports", new { uploadId });
        var id = (await accepted.ExpectJson(HttpStatusCode.Accepted)).GetProperty("id").GetString()!;
        Assert.Equal($"/api/operations/{id}", accepted.Headers.Location?.ToString());
        return id;
    }

    /// <summary>Waits until an operation has ended.</summary>
    public static async Task<JsonElement> WaitFor(this Client client, string operation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            var state = await client.GetJson($"/api/operations/{operation}");
            if (state.GetProperty("status").GetString() is not ("not_started" or "running"))
            {
                return state;
            }

            await Task.Delay(100, patience.Token);
        }
    }

    /// <summary>Waits until an operation has done so much, or has ended.</summary>
    public static async Task<JsonElement> Until(this Client client, string operation, Func<int, bool> enough)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            var state = await client.GetJson($"/api/operations/{operation}");
            if (state.TryGetProperty("endedAt", out _) || state.TryGetProperty("progress", out var progress) && enough(progress.GetProperty("done").GetInt32()))
            {
                return state;
            }

            await Task.Delay(40, patience.Token);
        }
    }

    /// <summary>Imports and waits for the report.</summary>
    public static async Task<ImportReport> Import(this Client curator, MemoryStream content, string fileName = "catalogue.zip")
    {
        var id = await curator.BeginImport(content, fileName);
        await curator.WaitFor(id);
        return await curator.Report(id);
    }

    /// <summary>Reads the report of an import.</summary>
    public static async Task<ImportReport> Report(this Client curator, string operation) =>
        await (await curator.Get($"/api/catalogue/imports/{operation}")).Expect<ImportReport>();
}
