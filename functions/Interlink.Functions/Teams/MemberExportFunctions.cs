using System.Globalization;
using Interlink.Core.Kernel;
using Interlink.Core.Teams;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Teams;

/// <summary>The members of a team as a file.</summary>
public sealed class MemberExportFunctions(MemberList members)
{
    private static readonly string[] Header = ["e-mail", "name", "role", "since"];

    /// <summary>Downloads the members of a team with their addresses as CSV, for those who manage it. The import reads such a file.</summary>
    [Function("ExportMembers"), Allow(Scope.Member), Answers(StatusCodes.Status200OK, MediaType = "text/csv")]
    public async Task<Reply<FileDownload>> ExportMembers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "teams/{id}/members/export")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        (await members.All(request.Caller(), id, cancellation))
            .ToReply(all => Reply.File(CsvFiles.Of($"{all.Team.Name}.csv", Header, all.Members.Select(Row))));

    private static IReadOnlyList<string?> Row(ShownMember member) =>
    [
        member.Email, member.Name, member.Role is TeamRole.Administrator ? "administrator" : "member",
        member.Since.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    ];
}
