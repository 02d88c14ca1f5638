using System.Text;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Privacy;

/// <summary>What a tenant decides about personal data, the record of processing that follows from it, and the timer that keeps to it.</summary>
public sealed class PrivacySettingsFunctions(
    PrivacySettingsStore settings, RecordOfProcessing processing, EnforceRetention retention, TenantProfiles profiles, TenantDirectory tenants, IEnumerable<ITraces> traces, TimeProvider clock)
{
    /// <summary>Reads who answers for personal data, for how long what is kept, and what the last run removed.</summary>
    [Function("GetPrivacySettings"), Allow(Scope.Administrator)]
    public async Task<Reply<PrivacySettingsView>> GetPrivacySettings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "privacy/settings")] HttpRequest request, CancellationToken cancellation)
    {
        var read = await settings.Read(request.Caller().Tenant, cancellation);
        return await View(request, read, cancellation);
    }

    /// <summary>Replaces the settings. Days outside the bounds of their kind are refused.</summary>
    [Function("ChangePrivacySettings"), Allow(Scope.Administrator), Revisioned, Body<PrivacySettingsRequest>]
    public async Task<Reply<PrivacySettingsView>> ChangePrivacySettings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "privacy/settings")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadBody<PrivacySettingsRequest>(cancellation);
        var written = await body.Then(asked => request.IfMatch().Then(read => settings.Write(request.Caller(), asked.Settings, read, cancellation)));
        return written.Succeeded ? await View(request, written.Value, cancellation) : written.Error;
    }

    /// <summary>Reads the record of processing activities (GDPR, Article 30).</summary>
    [Function("GetProcessingRecord"), Allow(Scope.Administrator), WhileSuspended]
    public async Task<Reply<ProcessingRecord>> GetProcessingRecord(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "privacy/processing")] HttpRequest request, CancellationToken cancellation) =>
        Reply.Ok(await Record(request.Caller().Tenant, cancellation));

    /// <summary>Downloads the record of processing activities as JSON, CSV or HTML, in the language that is asked for.</summary>
    [Function("DownloadProcessingRecord"), Allow(Scope.Administrator), WhileSuspended, Query<ProcessingFileQuery>]
    public async Task<Reply<FileDownload>> DownloadProcessingRecord(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "privacy/processing/file")] HttpRequest request, CancellationToken cancellation)
    {
        var query = request.ReadQuery<ProcessingFileQuery>();
        if (!query.Succeeded)
        {
            return query.Error;
        }

        var (record, words) = (await Record(request.Caller().Tenant, cancellation), PrivacyWords.In(request.Language()));
        var (text, type, name) = query.Value.Format switch
        {
            ProcessingFormat.Csv => (ProcessingFiles.AsCsv(record, words), "text/csv; charset=utf-8", "record-of-processing.csv"),
            ProcessingFormat.Html => (ProcessingFiles.AsHtml(record, words, clock.GetUtcNow()), "text/html; charset=utf-8", "record-of-processing.html"),
            _ => (ProcessingFiles.AsJson(record), "application/json", "record-of-processing.json"),
        };
        return Reply.File(new FileDownload(new MemoryStream(Encoding.UTF8.GetBytes(text)), type, name));
    }

    /// <summary>Removes what is older than each tenant keeps it, and what the storage still holds of all that was removed.</summary>
    [Function("EnforceRetention")]
    public async Task RunRetention([TimerTrigger("0 23 3 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        await foreach (var tenant in tenants.All(cancellation))
        {
            await retention.Run(tenant.Id, cancellation);
        }

        foreach (var left in traces)
        {
            await left.Remove(cancellation);
        }
    }

    private async Task<ProcessingRecord> Record(TenantId tenant, CancellationToken cancellation) =>
        processing.Of((await profiles.Get(tenant, cancellation)).Name, (await settings.Read(tenant, cancellation)).Settings);

    private async Task<Reply<PrivacySettingsView>> View(HttpRequest request, (PrivacySettings Settings, Revision Revision) read, CancellationToken cancellation)
    {
        var words = PrivacyWords.In(request.Language());
        var last = await retention.Last(request.Caller().Tenant, cancellation);
        var kinds = settings.Rules.Select(rule => RetentionView.Of(rule, read.Settings, words, last));
        var view = PrivacySettingsView.Of(read.Settings, [.. kinds], EnforceRetention.Next(clock.GetUtcNow()), last?.At);
        return Reply.Ok(view).Tagged(read.Revision);
    }
}
