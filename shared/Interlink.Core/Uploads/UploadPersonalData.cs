using System.Runtime.CompilerServices;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;

namespace Interlink.Core.Uploads;

/// <summary>Uploads as personal data: files on their way, which are removed with whoever sends them.</summary>
public sealed class UploadPersonalData(UploadStore store, UploadDesk desk) : IPersonalData
{
    public PersonalDataDescription Description { get; } = new(
        "uploads", "Receives files in parts, until they are used.", ["files"], "contract", "removed")
    { Retention = UploadRetention.Kind };

    public async IAsyncEnumerable<PersonalRecord> Export(TenantId tenant, string subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var upload in await store.Of(tenant, subject, cancellation))
        {
            yield return new PersonalRecord("upload", upload.Id, new { upload.FileName, upload.Length, upload.ContentType, upload.CreatedAt, upload.ExpiresAt });
        }
    }

    public async Task<int> Erase(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var removed = 0;
        while (await store.Of(tenant, person.Subject, cancellation) is { Count: > 0 } uploads)
        {
            foreach (var upload in uploads)
            {
                await desk.Remove(tenant, upload, cancellation);
                removed++;
            }
        }

        return removed;
    }
}

/// <summary>For how long files on their way are kept. Nobody can choose: an hourly timer removes them.</summary>
public sealed class UploadRetention(UploadDesk desk) : IRetained
{
    /// <summary>The kind.</summary>
    public const string Kind = "uploads";

    public RetentionRule Rule { get; } = new(Kind, 1, 1, 1, "A file that nobody has used within a day is not going to be used.");

    public Task<int> Purge(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation) => desk.Sweep(tenant, cancellation);
}
