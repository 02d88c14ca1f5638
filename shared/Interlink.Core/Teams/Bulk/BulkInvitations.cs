using System.Globalization;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Core.Privacy;
using Interlink.Core.Processes;
using Interlink.Core.Storage;

namespace Interlink.Core.Teams.Bulk;

/// <summary>Invites a list of people round by round. Every step may run twice: what a round made before it broke off counts as its own.</summary>
public sealed class BulkInvitations(IBlobs blobs, SendInvitations send)
{
    /// <summary>Where the papers of all lists of a tenant lie, a folder each.</summary>
    public const string Folder = "invitations";

    private const string JsonType = "application/json";
    private const long MaxPaper = 64L << 20;

    /// <summary>Keeps a list until it is done.</summary>
    public Task Keep(TenantId tenant, OperationId operation, BulkInvitation list, CancellationToken cancellation) =>
        Write(List(tenant, operation), list, cancellation);

    /// <summary>Reads a list; null when it is kept no longer.</summary>
    public Task<BulkInvitation?> Find(TenantId tenant, OperationId operation, CancellationToken cancellation) =>
        Read<BulkInvitation>(List(tenant, operation), cancellation);

    /// <summary>Does one round.</summary>
    /// <param name="round">From 0.</param>
    /// <returns>How many lines it had.</returns>
    /// <exception cref="InvalidOperationException">The list or its team is gone.</exception>
    public async Task<int> RunRound(TenantId tenant, OperationId operation, int round, CancellationToken cancellation)
    {
        var list = await Find(tenant, operation, cancellation) ?? throw new InvalidOperationException($"The list of '{operation}' is gone.");
        var lines = list.Lines.Skip(round * BulkInvitation.Round).Take(BulkInvitation.Round).ToList();
        var good = lines.Where(l => l.Fault is null).ToList();
        var caller = new Caller(tenant, list.By.Subject, list.By.Name, new HashSet<string>());
        var letter = new InvitationLetter(list.Page, list.Message);
        var sent = await send.Send(caller, list.Team, [.. good.Select(l => l.Draft())], letter, operation.ToString(), cancellation);
        if (!sent.Succeeded)
        {
            throw new InvalidOperationException(sent.Error.Detail);
        }

        var outcomes = good.Zip(sent.Value).ToDictionary(pair => pair.First.Number, pair => Told(pair.Second));
        IReadOnlyList<ReportedLine> report = [.. lines.Select(l => new ReportedLine(l.Number, l.Email, l.Fault ?? outcomes[l.Number]))];
        await Write(Part(tenant, operation, round), report, cancellation);
        return lines.Count;
    }

    /// <summary>Puts the rounds together to a report; after a whole run the list itself is thrown away.</summary>
    /// <param name="isWhole">Whether every round is done.</param>
    public async Task<InvitationReport> Finish(TenantId tenant, OperationId operation, bool isWhole, CancellationToken cancellation)
    {
        if (await Find(tenant, operation, cancellation) is not { } list)
        {
            return await FindReport(tenant, operation, cancellation) ?? new InvitationReport("", []);
        }

        var (lines, rounds) = (new List<ReportedLine>(), BulkInvitation.RoundsOf(list.Lines.Count));
        for (var round = 0; round < rounds; round++)
        {
            lines.AddRange(await Read<IReadOnlyList<ReportedLine>>(Part(tenant, operation, round), cancellation) ?? []);
        }

        var report = new InvitationReport(list.Team, lines);
        await Write(At(tenant, operation, "report"), report, cancellation);
        for (var round = 0; isWhole && round < rounds; round++)
        {
            await blobs.Delete(Part(tenant, operation, round), cancellation);
        }

        if (isWhole)
        {
            await blobs.Delete(List(tenant, operation), cancellation);
        }

        return report;
    }

    /// <summary>Reads a report; null when there is none, or none any more.</summary>
    public Task<InvitationReport?> FindReport(TenantId tenant, OperationId operation, CancellationToken cancellation) =>
        Read<InvitationReport>(At(tenant, operation, "report"), cancellation);

    /// <summary>Takes a person out of lists that wait, as who is invited and as who invites, and out of reports.</summary>
    /// <returns>How many papers were changed.</returns>
    public async Task<int> Forget(TenantId tenant, ErasedPerson person, CancellationToken cancellation)
    {
        var papers = new List<BlobAddress>();
        await foreach (var paper in blobs.List(tenant, $"{Folder}/", cancellation))
        {
            papers.Add(paper.Address);
        }

        var changed = 0;
        foreach (var paper in papers)
        {
            changed += await Forget(paper, person, cancellation) ? 1 : 0;
        }

        return changed;
    }

    // A list that broke off has its rounds beside it, from which a later report is made.
    private Task<bool> Forget(BlobAddress paper, ErasedPerson person, CancellationToken cancellation) => paper.Path[(paper.Path.LastIndexOf('/') + 1)..] switch
    {
        "list" => Change<BulkInvitation>(paper, list => Without(list, person), cancellation),
        "report" => Change<InvitationReport>(paper, report => Without(report.Lines, person) is var left && ReferenceEquals(left, report.Lines) ? report : report with { Lines = left }, cancellation),
        _ => Change<IReadOnlyList<ReportedLine>>(paper, round => Without(round, person), cancellation),
    };

    private async Task<bool> Change<T>(BlobAddress address, Func<T, T> change, CancellationToken cancellation) where T : class
    {
        if (await Read<T>(address, cancellation) is not { } paper || change(paper) is var changed && ReferenceEquals(changed, paper))
        {
            return false;
        }

        await Write(address, changed, cancellation);
        return true;
    }

    private static IReadOnlyList<ReportedLine> Without(IReadOnlyList<ReportedLine> lines, ErasedPerson person) =>
        lines.Any(l => l.Email == person.Email?.Value) ? [.. lines.Select(l => l.Email == person.Email?.Value ? l with { Email = person.Pseudonym } : l)] : lines;

    private static BulkInvitation Without(BulkInvitation list, ErasedPerson person)
    {
        var by = list.By.Subject == person.Subject && list.By.Name != person.Pseudonym;
        var left = by ? list with { By = new PersonReference(person.Subject, person.Pseudonym), Message = null } : list;
        return list.Lines.Any(l => l.Email == person.Email?.Value)
            ? left with { Lines = [.. left.Lines.Select(l => l.Email == person.Email?.Value ? Gone(l, person.Pseudonym) : l)] }
            : left;
    }

    private static CheckedLine Gone(CheckedLine line, string pseudonym) => line with { Email = pseudonym, Name = null, Fault = line.Fault ?? LineOutcome.NoAddress };

    private static LineOutcome Told(InvitationOutcome outcome) => outcome switch
    {
        InvitationOutcome.AlreadyInvited => LineOutcome.AlreadyInvited,
        InvitationOutcome.AlreadyMember => LineOutcome.AlreadyMember,
        _ => LineOutcome.Invited,
    };

    private static BlobAddress List(TenantId tenant, OperationId operation) => At(tenant, operation, "list");

    private static BlobAddress Part(TenantId tenant, OperationId operation, int round) =>
        At(tenant, operation, string.Create(CultureInfo.InvariantCulture, $"round-{round}"));

    private static BlobAddress At(TenantId tenant, OperationId operation, string paper) => BlobAddress.Of(tenant, Folder, operation.Key, paper);

    private async Task Write<T>(BlobAddress address, T paper, CancellationToken cancellation)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(paper, Json.Options));
        var put = await blobs.Put(address, content, JsonType, MaxPaper, cancellation);
        if (!put.Succeeded)
        {
            throw new InvalidOperationException(put.Error.Detail);
        }
    }

    private async Task<T?> Read<T>(BlobAddress address, CancellationToken cancellation)
    {
        await using var blob = await blobs.Open(address, cancellation);
        return blob is null ? default : await JsonSerializer.DeserializeAsync<T>(blob.Stream, Json.Options, cancellation);
    }
}
