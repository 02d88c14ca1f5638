using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Teams;
using Interlink.Core.Teams.Bulk;
using Interlink.Functions.Edge;
using Interlink.Functions.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Teams;

/// <summary>Invites many people at once: an operation that survives restarts and invites nobody twice.</summary>
public sealed partial class BulkInvite(TeamStore teams, BulkDesk desk, BulkInvitations invitations, IIds ids)
{
    /// <summary>Invites a list of people to a team. Lines at fault are reported, not refused.</summary>
    [Function("InviteMany"), Allow(Scope.Member), Body<BulkInviteRequest>]
    public async Task<Reply<OperationView>> InviteMany(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "teams/{id}/invitations/bulk")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation)
    {
        var team = await teams.LoadManaged(request.Caller(), id, cancellation);
        var body = await team.Then(_ => request.ReadBody<BulkInviteRequest>(cancellation));
        return await body.Then(b => Start(client, request, team.Value, b.Lines, b.Message, cancellation)).ToReply(o => o.Accepted());
    }

    /// <summary>Invites the people of a CSV file: e-mail, name, role; comma, semicolon or tab; with a header or without; at most 2 MiB and 10,000 people.</summary>
    [Function("ImportInvitations"), Allow(Scope.Member), RawBody(InvitationCsv.MaxBytes), Query<ImportInvitationsQuery>]
    public async Task<Reply<OperationView>> ImportInvitations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "teams/{id}/invitations/import")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        string id,
        CancellationToken cancellation)
    {
        var team = await teams.LoadManaged(request.Caller(), id, cancellation);
        var query = team.Then(_ => request.ReadQuery<ImportInvitationsQuery>());
        var lines = await query.Then(_ => ReadCsv(request, cancellation));
        return await lines.Then(read => Start(client, request, team.Value, read, query.Value.Message, cancellation)).ToReply(o => o.Accepted());
    }

    /// <summary>Says how a CSV file would be read, and which lines are at fault. Invites nobody.</summary>
    [Function("PreviewInvitations"), Allow(Scope.Member), RawBody(InvitationCsv.MaxBytes), Answers(StatusCodes.Status200OK)]
    public async Task<Reply<InvitationPreview>> PreviewInvitations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "teams/{id}/invitations/preview")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var team = await teams.LoadManaged(request.Caller(), id, cancellation);
        return (await team.Then(_ => ReadCsv(request, cancellation))).ToReply(lines => Reply.Ok(InvitationPreview.Of(InvitationLines.Check(lines))));
    }

    /// <summary>Tells what became of a list: how many, and the first lines that invited nobody.</summary>
    [Function("GetInvitationReport"), Allow(Scope.Member)]
    public async Task<Reply<InvitationReportView>> GetInvitationReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "teams/{id}/invitations/reports/{operationId}")] HttpRequest request,
        string id,
        string operationId,
        CancellationToken cancellation) =>
        (await Report(request, id, operationId, cancellation)).ToReply(report => Reply.Ok(InvitationReportView.Of(report)));

    /// <summary>Downloads what became of every line of a list, as CSV.</summary>
    [Function("ExportInvitationReport"), Allow(Scope.Member), Answers(StatusCodes.Status200OK, MediaType = "text/csv")]
    public async Task<Reply<FileDownload>> ExportInvitationReport(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "teams/{id}/invitations/reports/{operationId}/csv")] HttpRequest request,
        string id,
        string operationId,
        CancellationToken cancellation) =>
        (await Report(request, id, operationId, cancellation)).ToReply(report => Reply.File(InvitationReportView.File(report)));

    private static async Task<Outcome<IReadOnlyList<InvitationLine>>> ReadCsv(HttpRequest request, CancellationToken cancellation) =>
        (await BodyBytes.Read(request, InvitationCsv.MaxBytes, cancellation)).Then(InvitationCsv.Read);

    private async Task<Outcome<OperationView>> Start(
        DurableTaskClient client, HttpRequest request, LoadedTeam team, IReadOnlyList<InvitationLine> lines, string? message, CancellationToken cancellation) =>
        await desk.Start(client, request.Caller(), team, lines, message, await request.Pages(cancellation), request.IdempotencyKey() ?? ids.New(), cancellation);

    private async Task<Outcome<InvitationReport>> Report(HttpRequest request, string id, string operationId, CancellationToken cancellation)
    {
        var (caller, team) = (request.Caller(), await teams.LoadManaged(request.Caller(), id, cancellation));
        return !team.Succeeded ? team.Error
            : OperationId.TryParse(operationId, out var operation) && operation.Kind == BulkInviteOperation.Name
                && await invitations.FindReport(caller.Tenant, operation, cancellation) is { } report && report.Team == id ? report
            : new InvitationReportNotFound(operationId);
    }
}
