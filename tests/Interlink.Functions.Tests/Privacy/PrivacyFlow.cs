using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Interlink.Functions.Tests.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Privacy;

/// <summary>What tests of privacy do again and again.</summary>
internal static class PrivacyFlow
{
    public const string Terms = "# Terms of use\n\nBe kind to each other. These are the terms of **{{tenant}}**.";

    /// <summary>Publishes the next version of a text, in English and Latvian.</summary>
    public static async Task<JsonElement> Publish(this Client administrator, string document, string english, bool asks = true, string? effectiveAt = null)
    {
        using var read = await administrator.Get($"/api/legal/{document}/source");
        using var made = await administrator.PostJson(
            $"/api/legal/{document}/versions", new { texts = new { en = english, lv = $"# Noteikumi\n\n{english}" }, asksConsent = asks, effectiveAt }, read.Tag());
        return await made.ExpectJson(HttpStatusCode.Created);
    }

    /// <summary>Agrees to everything that is asked.</summary>
    public static async Task<JsonElement> Consent(this Client person)
    {
        var asked = (await person.GetJson("/api/me/consents")).GetProperty("asked").EnumerateArray().Select(a => new
        {
            document = a.Text("document"),
            version = a.GetProperty("version").GetInt32(),
            language = a.Text("language"),
            sha256 = a.Text("sha256"),
        });
        using var given = await person.PostJson("/api/me/consents", new { consents = asked });
        return await given.ExpectJson();
    }

    /// <summary>Sets days of grace, and whatever else is given.</summary>
    public static async Task Decide(this Client administrator, int graceDays, object? retentionDays = null, string? controller = null)
    {
        using var read = await administrator.Get("/api/privacy/settings");
        using var written = await administrator.PutJson("/api/privacy/settings", new { erasureGraceDays = graceDays, retentionDays, controller }, read.Tag());
        await written.Expect(HttpStatusCode.OK);
    }

    /// <summary>Asks for a copy of one's own data and waits for it.</summary>
    public static async Task<JsonElement> Export(this Client person)
    {
        using var started = await person.PostJson("/api/me/exports?language=lv", new { });
        var id = (await started.ExpectJson(HttpStatusCode.Accepted)).Text("id");
        return await Eventually(async () =>
        {
            var export = (await person.GetJson("/api/me/exports")).EnumerateArray().Single(e => e.Text("id") == id);
            return export.TryGetProperty("readyAt", out _) ? export : (JsonElement?)null;
        });
    }

    /// <summary>Fetches a copy and unpacks it.</summary>
    public static async Task<IReadOnlyDictionary<string, byte[]>> Fetch(this Client person, JsonElement export)
    {
        using var response = await person.Get($"/api/me/exports/{export.Text("id")}/file");
        await response.Expect(HttpStatusCode.OK);
        using var zip = new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync()));
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using var stream = await entry.OpenAsync();
            await stream.CopyToAsync(content);
            files[entry.FullName] = content.ToArray();
        }

        return files;
    }

    /// <summary>Asks for one's own erasure.</summary>
    public static async Task<JsonElement> Erase(this Client person, string name)
    {
        using var asked = await person.PostJson("/api/me/erasure", new { confirmation = name, password = People.Password });
        return await asked.ExpectJson(HttpStatusCode.Accepted);
    }

    /// <summary>Waits for the certificate behind a link, as somebody who is not signed in.</summary>
    public static async Task<JsonElement> Certificate(Client anybody, JsonElement erasure)
    {
        var token = erasure.Text("certificate")!.Split('/')[^1];
        return await Eventually(async () =>
        {
            using var response = await anybody.Get($"/api/privacy/certificates/{token}");
            return response.StatusCode == HttpStatusCode.OK ? await response.ExpectJson() : (JsonElement?)null;
        });
    }

    /// <summary>Asks until there is an answer.</summary>
    public static async Task<T> Eventually<T>(Func<Task<T?>> ask) where T : struct => (await WebhookFlow.Until(ask, answer => answer is not null))!.Value;

    /// <summary>Removes what files still hold of removed rows, as often as it takes: the host's own timers read and write meanwhile, and the daily run is repeated then too.</summary>
    public static Task RemoveTraces(InterlinkHost host) => Patiently(() => host.Services.GetRequiredService<ITraces>().Remove(TestContext.Current.CancellationToken));

    /// <summary>Does something that others may be in the way of for a moment, as orchestrations do.</summary>
    public static Task Patiently(Func<Task> work) => WebhookFlow.Until(
        async () =>
        {
            try
            {
                await work();
                return true;
            }
            catch (TransientException)
            {
                return false;
            }
        },
        done => done);

    /// <summary>The files of a folder in which one of the texts stands, in any case, in UTF-8 or UTF-16.</summary>
    public static IReadOnlyList<string> FilesWith(string folder, params string[] texts)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var bytes = Content(file);
            foreach (var encoding in new[] { Encoding.Latin1, Encoding.Unicode })
            {
                var content = encoding.GetString(bytes);
                found.AddRange(texts.Where(text => content.Contains(text, StringComparison.OrdinalIgnoreCase)).Select(text => $"{Path.GetRelativePath(folder, file)}: {text}"));
            }
        }

        return found;
    }

    // The host may be running: a file can shrink, or be gone since it was listed.
    private static byte[] Content(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }
}
