using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Storage;
using Interlink.Core.Tenants;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Platform;

/// <summary>Deletes a tenant: an operation that waits out the time of grace, then erases everything and leaves a certificate.</summary>
public sealed partial class DeleteTenant(
    TenantDirectory tenants, TenantControl control, TenantErasure erasure, DeletionDesk desk, PlatformProof proof, IEnumerable<ITraces> traces)
{
    /// <summary>Has a tenant deleted. Its people are shut out at once; until the time of grace is over it can be brought back. Repeating finds the same
    /// operation, and has one that failed tried again.</summary>
    [Function("RequestTenantDeletion"), Allow(Scope.PlatformAdministrator), Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<PlatformOperationView>> RequestTenantDeletion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "platform/tenants/{tenant}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string tenant,
        CancellationToken cancellation) =>
        await proof.Before(request, null, null, () => Begin(request, client, tenant, cancellation), cancellation)
            .ToReply(operation => Reply.Accepted(PlatformOperationView.Of(operation), $"/api/platform/operations/{operation.Id}"));

    /// <summary>Has a tenant deleted, as <c>DELETE</c> on it does, for a page: its id is typed once more, and a person who asks by a session proves once more who it is.</summary>
    [Function("ConfirmTenantDeletion"), Allow(Scope.PlatformAdministrator), Body<DeleteTenantRequest>, Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<PlatformOperationView>> ConfirmTenantDeletion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "platform/tenants/{tenant}/deletion")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string tenant,
        CancellationToken cancellation)
    {
        var body = await request.ReadBody<DeleteTenantRequest>(cancellation);
        var meant = body.Then(asked => asked.Confirmation == tenant ? body : new InvalidInput("confirmation", "differs", "Type the id of the tenant, as it is shown."));
        return await meant.Then(asked => proof.Before(request, asked.Password, asked.Code, () => Begin(request, client, tenant, cancellation), cancellation))
            .ToReply(operation => Reply.Accepted(PlatformOperationView.Of(operation), $"/api/platform/operations/{operation.Id}"));
    }

    /// <summary>Tells how an operation of the platform itself stands.</summary>
    [Function("GetPlatformOperation"), Allow(Scope.PlatformAdministrator)]
    public async Task<Reply<PlatformOperationView>> GetPlatformOperation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "platform/operations/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) =>
        (await desk.Get(client, request.Caller(), id, cancellation)).ToReply(operation => Reply.Ok(PlatformOperationView.Of(operation)));

    /// <summary>Shows the certificate of a deleted tenant: what was erased, how much, and whether the certificate is as it was written.</summary>
    [Function("GetDeletionCertificate"), Allow(Scope.PlatformAdministrator)]
    public async Task<Reply<DeletionCertificateView>> GetDeletionCertificate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "platform/tenants/{tenant}/certificate")] HttpRequest request,
        string tenant,
        CancellationToken cancellation) =>
        TenantId.TryParse(tenant, out var id) && await tenants.Certificate(id, cancellation) is { } certificate
            ? Reply.Ok(DeletionCertificateView.Of(certificate))
            : new CertificateNotFound(tenant);

    private async Task<Outcome<OperationView>> Begin(HttpRequest request, DurableTaskClient client, string tenant, CancellationToken cancellation) =>
        await TenantStateFunctions.Known(tenant).Then(id => desk.Delete(client, request.Caller(), id, cancellation));
}

/// <summary>Says that nothing of a tenant is left, and what there was.</summary>
/// <param name="Tenant">Which tenant.</param>
/// <param name="Operation">The operation that erased it.</param>
/// <param name="RequestedBy">Subject of the operator who asked for it.</param>
/// <param name="RequestedAt">When, UTC.</param>
/// <param name="ErasureBeganAt">When the time of grace was over and erasure began, UTC.</param>
/// <param name="ErasedAt">When nothing was left, UTC.</param>
/// <param name="Lines">What was erased, in order of store and kind.</param>
/// <param name="Sha256">Hash over all of the above.</param>
/// <param name="Intact">Whether the hash, computed again just now, is the one that was written.</param>
public sealed record DeletionCertificateView(
    TenantId Tenant, string Operation, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset ErasureBeganAt, DateTimeOffset ErasedAt,
    IReadOnlyList<ErasedLine> Lines, string Sha256, bool Intact)
{
    internal static DeletionCertificateView Of(DeletionCertificate certificate) => new(
        certificate.Tenant, certificate.Operation, certificate.RequestedBy, certificate.RequestedAt, certificate.ErasureBeganAt, certificate.ErasedAt,
        certificate.Lines, certificate.Sha256, certificate.IsIntact());
}
