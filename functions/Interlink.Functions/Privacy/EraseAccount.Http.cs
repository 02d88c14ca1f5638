using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Privacy;

/// <summary>Erasure of accounts: by oneself or by an administrator, with some days to take it back, then for good and with a certificate.</summary>
public sealed partial class EraseAccount(
    ErasureStore store, ErasureDesk desk, RequestErasure request, IReauthentication reauthentication, CarryOutErasure carryOut, Core.Tenants.TenantDirectory tenants)
{
    /// <summary>Asks for the caller's own account to be erased. The name must be typed as it is shown, and where the host signs people in itself, the password; elsewhere the sign-in must be at most ten minutes old.</summary>
    [Function("EraseMe"), Allow(Scope.Member), WhileSuspended, BeforeConsent, Body<EraseMeRequest>, Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<OwnErasureView>> EraseMe(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/erasure")] HttpRequest http,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var body = await http.ReadBody<EraseMeRequest>(cancellation);
        if (!body.Succeeded)
        {
            return body.Error;
        }

        var refusal = await reauthentication.Refusal(http.Caller(), http.Proof(body.Value.Password), cancellation);
        var asked = refusal is not null ? refusal : await request.OfOneself(http.Caller(), body.Value.Confirmation, await ErasureDesk.AccountPage(http, cancellation), cancellation);
        var page = await ErasureDesk.CertificatePage(http, cancellation);
        return await asked.Then(erasure => desk.Start(client, http, erasure, cancellation))
            .ToReply(erasure => Reply.Accepted(OwnErasureView.Of(erasure, page), $"/api/operations/{ErasureDesk.OperationOf(erasure)}"));
    }

    /// <summary>Tells how the erasure of the caller's own account stands.</summary>
    [Function("GetMyErasure"), Allow(Scope.Member), WhileSuspended, BeforeConsent]
    public async Task<Reply<OwnErasureView>> GetMyErasure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/erasure")] HttpRequest http, CancellationToken cancellation) =>
        await store.Open(http.Caller().Tenant, http.Caller().Subject, cancellation) is { } open
            ? Reply.Ok(OwnErasureView.Of(open.Body, await ErasureDesk.CertificatePage(http, cancellation)))
            : new ErasureNotFound("me");

    /// <summary>Takes back the caller's own wish to be erased, before it is due.</summary>
    [Function("CancelMyErasure"), Allow(Scope.Member), WhileSuspended, BeforeConsent]
    public async Task<Reply<Unit>> CancelMyErasure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "me/erasure")] HttpRequest http,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        await store.Open(http.Caller().Tenant, http.Caller().Subject, cancellation) is { } open
            ? await desk.Cancel(client, http.Caller(), open.Id, cancellation)
            : new ErasureNotFound("me");

    /// <summary>Asks for somebody's account to be erased. Asks for the administrator's own code, or, of one who signs in without, for the password; elsewhere the sign-in must be at most ten minutes old. The person is told by mail.</summary>
    [Function("EraseSomebody"), Allow(Scope.Administrator), Body<EraseSomebodyRequest>, Answers(StatusCodes.Status202Accepted)]
    public async Task<Reply<ErasureView>> EraseSomebody(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "privacy/erasures")] HttpRequest http,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var body = await http.ReadBody<EraseSomebodyRequest>(cancellation);
        if (!body.Succeeded)
        {
            return body.Error;
        }

        var refusal = await reauthentication.StrongRefusal(http.Caller(), http.Proof(body.Value.Password, body.Value.Code), cancellation);
        var asked = refusal is not null ? refusal : await request.OfSomebody(http.Caller(), body.Value.Subject, await ErasureDesk.AccountPage(http, cancellation), cancellation);
        var started = await asked.Then(erasure => desk.Start(client, http, erasure, cancellation));
        return started.Succeeded
            ? Reply.Accepted(await desk.View(http.Caller().Tenant, started.Value, cancellation), $"/api/operations/{ErasureDesk.OperationOf(started.Value)}")
            : started.Error;
    }

    /// <summary>Lists erasures, the youngest first. Who was erased is not told, since nobody knows any more.</summary>
    [Function("ListErasures"), Allow(Scope.Administrator), Query<ListErasuresQuery>]
    public async Task<Reply<Page<ErasureView>>> ListErasures(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "privacy/erasures")] HttpRequest http, CancellationToken cancellation) =>
        await http.ReadQuery<ListErasuresQuery>().Then(async query => Outcome<Page<ErasureView>>.Of(await desk.List(http.Caller().Tenant, query, cancellation)));

    /// <summary>Takes an erasure back that has not begun.</summary>
    [Function("CancelErasure"), Allow(Scope.Administrator)]
    public async Task<Reply<Unit>> CancelErasure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "privacy/erasures/{id}")] HttpRequest http,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation) =>
        await desk.Cancel(client, http.Caller(), id, cancellation);

    /// <summary>Reads the certificate of an erasure, for whoever holds its link; it is there once everything is erased.</summary>
    [Function("GetErasureCertificate"), AllowAnonymous]
    public async Task<Reply<ErasureCertificate>> GetErasureCertificate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "privacy/certificates/{token}")] HttpRequest http, string token, CancellationToken cancellation) =>
        await store.Certificate(token, cancellation) is { } certificate ? Reply.Ok(certificate) : new CertificateNotFound();
}
