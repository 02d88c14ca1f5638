using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Privacy;
using Interlink.Functions.Edge;
using Interlink.Functions.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Interlink.Functions.Privacy;

/// <summary>Starts copies of personal data.</summary>
public sealed class ExportDesk(MakeExport make, OperationStarter operations)
{
    /// <summary>The kind of operation.</summary>
    public const string Kind = "data-export";

    /// <summary>The operation that makes an export.</summary>
    public static OperationId OperationOf(PersonalExport export) => OperationId.Of(Kind, Ulids.Derive(Kind, export.Id));

    /// <summary>Begins a copy for the caller, or goes on with the one that is being made.</summary>
    public async Task<PersonalExport> Start(DurableTaskClient client, HttpRequest request, CancellationToken cancellation)
    {
        var caller = request.Caller();
        var export = await make.Begin(caller, request.Language(), request.IdempotencyKey(), cancellation);
        var page = new Uri(await request.Pages(cancellation), "account/privacy").ToString();
        var start = new OperationStart(Kind, nameof(ExportData), _ =>
            new ExportDataInput(caller.Tenant, export.Id, make.Parts, page))
        { Key = export.Id };
        await operations.Start(client, caller, start, cancellation);
        return export;
    }
}
