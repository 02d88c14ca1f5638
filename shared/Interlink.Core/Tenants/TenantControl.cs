using System.Globalization;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Core.Tenants;

/// <summary>What becomes of a tenant, by whoever runs the platform. Each act is one commit and may be repeated.</summary>
public sealed class TenantControl(TenantDirectory directory, TenantEvents events, TenantOptions options, TimeProvider clock)
{
    /// <summary>How long a deletion that is asked for now could be taken back.</summary>
    public TimeSpan Grace => options.Grace;

    /// <summary>How long after the first pass erasure looks once more.</summary>
    public TimeSpan Settle => options.Settle;

    /// <summary>Closes a tenant to its people; everything is kept.</summary>
    /// <returns>The tenant; <see cref="TenantNotFound"/>, <see cref="TenantStateForbids"/> or <see cref="StaleRevision"/>.</returns>
    public Task<Outcome<Tenant>> Suspend(Caller by, TenantId id, string reason, CancellationToken cancellation) =>
        Change(id, TenantAct.Suspend, TenantState.Suspended, tenant => tenant with { Rest = new TenantRest(OneLine.Of(reason), by.Subject, clock.GetUtcNow()) },
            tenant => events.Suspended(by, tenant), cancellation);

    /// <summary>Lets a tenant be read but not changed, so that what is exported is of one moment.</summary>
    public Task<Outcome<Tenant>> HandOver(Caller by, TenantId id, string reason, CancellationToken cancellation) =>
        Change(id, TenantAct.HandOver, TenantState.Exporting, tenant => tenant with { Rest = new TenantRest(OneLine.Of(reason), by.Subject, clock.GetUtcNow()) },
            tenant => events.HandedOver(by, tenant), cancellation);

    /// <summary>Brings a tenant back to work, from rest or from the time of grace before its erasure.</summary>
    public Task<Outcome<Tenant>> Resume(Caller by, TenantId id, CancellationToken cancellation) =>
        Change(id, TenantAct.Resume, TenantState.Active, tenant => tenant with { Rest = null, Deletion = null }, tenant => events.Resumed(by, tenant), cancellation);

    /// <summary>Has a tenant erased after the time of grace. Of a tenant that is being deleted the deletion that was asked for first is the answer.</summary>
    public async Task<Outcome<Tenant>> Delete(Caller by, TenantId id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var key = string.Create(CultureInfo.InvariantCulture, $"{id}@{now.UtcTicks}");
        return await Change(id, TenantAct.Delete, TenantState.Deleting, tenant => tenant with { Deletion = new TenantDeletion(by.Subject, now, now + options.Grace, key) },
            tenant => events.DeletionRequested(by, tenant), cancellation);
    }

    /// <summary>Writes down that erasure begins: from here on there is no way back. Safe to repeat.</summary>
    /// <param name="key">Of the deletion that is meant; see <see cref="TenantDeletion.Key"/>.</param>
    /// <returns>The tenant, or <see cref="DeletionWithdrawn"/>.</returns>
    public async Task<Outcome<Tenant>> BeginErasure(TenantId id, string key, CancellationToken cancellation)
    {
        if (await directory.Read(id, cancellation) is not { Body: { State: TenantState.Deleting, Deletion: { } deletion } tenant } read || deletion.Key != key)
        {
            return new DeletionWithdrawn();
        }

        if (deletion.ErasureBeganAt is not null)
        {
            return tenant;
        }

        var begun = tenant with { Deletion = deletion with { ErasureBeganAt = clock.GetUtcNow() } };
        var written = await directory.Write(read, begun, events.ErasureBegun(By(deletion), begun), cancellation);
        return written.Succeeded ? written : throw new TransientException("The tenant's entry is being changed by others.");
    }

    /// <summary>Writes down that nothing of the tenant is left, and the certificate. Safe to repeat.</summary>
    /// <returns>The certificate; the one that stands when it was written before.</returns>
    public async Task<DeletionCertificate> Bury(TenantId id, string operation, IReadOnlyList<ErasedLine> lines, CancellationToken cancellation)
    {
        if (await directory.Read(id, cancellation) is { Body: { State: TenantState.Deleting, Deletion: { ErasureBeganAt: { } began } deletion } tenant } read)
        {
            var certificate = DeletionCertificate.Seal(tenant, operation, deletion, began, clock.GetUtcNow(), lines);
            await directory.Bury(read, certificate, events.Deleted(By(deletion), tenant.Gone()), cancellation);
            return certificate;
        }

        return await directory.Certificate(id, cancellation) ?? throw new InvalidOperationException($"The tenant '{id}' is not being erased.");
    }

    // The operator who asked is who did it, however much later.
    private static Caller By(TenantDeletion deletion) =>
        new(TenantDirectory.Platform, deletion.By, deletion.By, new HashSet<string> { Scope.PlatformAdministrator });

    [NeverRefuses(typeof(HostTaken))]
    private async Task<Outcome<Tenant>> Change(
        TenantId id, TenantAct act, TenantState goal, Func<Tenant, Tenant> change, Func<Tenant, DomainEvent> tell, CancellationToken cancellation)
    {
        if (id == TenantDirectory.Platform || await directory.Read(id, cancellation) is not { } read)
        {
            return new TenantNotFound(id.Value);
        }

        if (read.Body.State == goal)
        {
            return read.Body; // It is so already.
        }

        var next = TenantLife.Next(read.Body, act);
        if (!next.Succeeded)
        {
            return next.Error;
        }

        var changed = change(read.Body) with { State = next.Value };
        return await directory.Write(read, changed, tell(changed), cancellation);
    }
}
