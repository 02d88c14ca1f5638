using System.Globalization;
using Interlink.Core.Audit;
using Interlink.Local.Hosting;

namespace Interlink.Local.Commands;

/// <summary>Verifies an audit without a running host: an export, or what lies in the data folder.</summary>
internal static class AuditCommand
{
    /// <summary>The exit code when an audit is not whole.</summary>
    public const int NotWhole = 2;

    /// <summary>Verifies an export.</summary>
    /// <param name="anchor">A place noted elsewhere, <c>sequence:hash</c>; null for none.</param>
    /// <returns>0 when it is whole, else <see cref="NotWhole"/>.</returns>
    /// <exception cref="UsageException">There is no such file, or the anchor is malformed.</exception>
    public static async Task<int> VerifyFile(string path, string? anchor, TextWriter output, CancellationToken cancellation)
    {
        AuditAnchor[] anchors = anchor is null ? [] : [AnchorOf(anchor)];
        try
        {
            return await Tell(await AuditFile.Verify(File.ReadLinesAsync(path, cancellation), anchors, cancellation), output);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Verifies the audit of the tenant in the data folder, also against what was noted there.</summary>
    /// <returns>0 when it is whole, else <see cref="NotWhole"/>.</returns>
    public static async Task<int> VerifyData(WebApplication app, TextWriter output, CancellationToken cancellation)
    {
        var tenant = app.Services.GetRequiredService<LocalSettings>().Tenant;
        var part = await app.Services.GetRequiredService<VerifyAudit>().Run(tenant, null, int.MaxValue, cancellation);
        return await Tell(part.Verdict, output);
    }

    private static async Task<int> Tell(AuditVerdict verdict, TextWriter output)
    {
        await output.WriteLineAsync(verdict.Entries == 0
            ? "No entries."
            : string.Create(CultureInfo.InvariantCulture, $"{verdict.Entries} entries, {verdict.First} to {verdict.Last}. The last has the hash {verdict.Hash}."));
        foreach (var fault in verdict.Faults)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Entry {fault.Sequence}: {fault.Kind.ToString().ToLowerInvariant()}. {fault.Detail}"));
        }

        await output.WriteLineAsync(verdict.Ok ? "OK" : string.Create(CultureInfo.InvariantCulture, $"NOT WHOLE: {verdict.Faulty} faults."));
        return verdict.Ok ? 0 : NotWhole;
    }

    private static AuditAnchor AnchorOf(string text) =>
        text.Split(':') is [var sequence, { Length: 64 } hash] && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AuditAnchor(number, hash.ToLowerInvariant())
            : throw new UsageException("An anchor is the number of an entry, a colon and its hash of 64 hexadecimal digits.");
}
