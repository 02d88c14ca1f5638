using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Privacy;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Interlink.Functions.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Privacy;

/// <summary>Starts and stops the operations of erasures, and tells how they stand.</summary>
public sealed class ErasureDesk(
    ErasureStore store, RequestErasure request, AccountStore accounts, OperationStarter operations, OperationControl control, TenantPages pages)
{
    /// <summary>The kind of operation.</summary>
    public const string Kind = "account-erasure";

    // Where a certificate is read; its token follows.
    private const string Certificates = "privacy/certificates/";

    /// <summary>The operation of an erasure.</summary>
    public static OperationId OperationOf(Erasure erasure) => OperationId.Of(Kind, Ulids.Derive(Kind, erasure.Id));

    /// <summary>The page of an account on which an erasure can be taken back.</summary>
    public static async Task<Uri> AccountPage(HttpRequest http, CancellationToken cancellation) => new(await http.Pages(cancellation), "account/privacy");

    /// <summary>The page of certificates.</summary>
    public static async Task<Uri> CertificatePage(HttpRequest http, CancellationToken cancellation) => new(await http.Pages(cancellation), Certificates);

    /// <summary>Starts the operation of an erasure; once, however often it is asked for.</summary>
    public async Task<Outcome<Erasure>> Start(DurableTaskClient client, HttpRequest http, Erasure erasure, CancellationToken cancellation)
    {
        await Start(client, Edge.RequestReading.Caller(http), erasure, await CertificatePage(http, cancellation), cancellation);
        return erasure;
    }

    /// <summary>The same without a request: for what a crash left between the wish and the start.</summary>
    public async Task Resume(DurableTaskClient client, TenantId tenant, Erasure erasure, CancellationToken cancellation)
    {
        var page = await pages.Of(tenant, null, cancellation) is { } all ? new Uri(all, Certificates) : null;
        var name = (await accounts.Find(tenant, erasure.RequestedBy, cancellation))?.Body.Name ?? erasure.RequestedBy;
        await Start(client, new Caller(tenant, erasure.RequestedBy, name, new HashSet<string> { Scope.Member }), erasure, page, cancellation);
    }

    /// <summary>Takes an erasure back, and stops its operation where the caller may.</summary>
    public async Task<Outcome<Unit>> Cancel(DurableTaskClient client, Caller caller, string id, CancellationToken cancellation)
    {
        var canceled = await request.Cancel(caller, id, cancellation);
        if (!canceled.Succeeded)
        {
            return canceled.Error;
        }

        // It would end by itself when it is due; an operation that is stopped now is one fewer that seems to run.
        await control.Cancel(client, caller, OperationOf(canceled.Value).ToString(), new CancelOperationRequest(), cancellation);
        return Unit.Value;
    }

    /// <summary>Lists erasures.</summary>
    public async Task<Page<ErasureView>> List(TenantId tenant, ListErasuresQuery query, CancellationToken cancellation)
    {
        var page = await store.List(tenant, query.State, query.Page, cancellation);
        var views = new List<ErasureView>(page.Items.Count);
        foreach (var erasure in page.Items)
        {
            views.Add(await View(tenant, erasure, cancellation));
        }

        return new Page<ErasureView>(views, page.Total, page.Next);
    }

    /// <summary>An erasure as administrators see it.</summary>
    public async Task<ErasureView> View(TenantId tenant, Erasure erasure, CancellationToken cancellation) =>
        ErasureView.Of(erasure, (await accounts.Find(tenant, erasure.Subject, cancellation))?.Body.Name);

    private Task<OperationView> Start(DurableTaskClient client, Caller caller, Erasure erasure, Uri? page, CancellationToken cancellation) =>
        operations.Start(
            client, caller,
            new OperationStart(Kind, nameof(EraseAccount), _ => new EraseAccountInput(caller.Tenant, erasure.Id, erasure.DueAt, page?.ToString())) { Key = erasure.Id },
            cancellation);
}
