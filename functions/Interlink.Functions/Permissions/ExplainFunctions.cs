using Interlink.Core.Kernel;
using Interlink.Core.Permissions;
using Interlink.Core.Processes;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Permissions;

/// <summary>Why somebody may do something in a process, or may not.</summary>
public sealed class ExplainFunctions(ExplainRights explain, PeopleOfProcess people)
{
    /// <summary>Explains what a person may do with the assets of an item, and which permission decided it. Administrators of the process ask about anybody, everybody
    /// who sees it about themselves.</summary>
    [Function("ExplainRights"), Allow(Scope.Member), Query<ExplainRightsQuery>]
    public async Task<Reply<RightsExplanationView>> ExplainRights(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{id}/permissions/explain")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        await request.ReadQuery<ExplainRightsQuery>()
            .Then(query => explain.Run(request.Caller(), id, query.Person, query.Item, cancellation))
            .ToReply(explained => Reply.Ok(RightsExplanationView.Of(explained)));

    /// <summary>Finds people whose rights can be asked about, by name: administrators of the process, and members of teams with a permission in it whose members the
    /// caller may see; or everybody whom the caller may see. For administrators of the process.</summary>
    [Function("FindPeopleOfProcess"), Allow(Scope.Member), Query<PeopleOfProcessQuery>]
    public async Task<Reply<PeopleOfProcessView>> FindPeopleOfProcess(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "processes/{id}/permissions/people")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        await request.ReadQuery<PeopleOfProcessQuery>()
            .Then(query => people.Find(request.Caller(), id, query.Text, query.Everybody, cancellation))
            .ToReply(found => Reply.Ok(new PeopleOfProcessView([.. found.Take(PeopleOfProcess.Most)], found.Count > PeopleOfProcess.Most)));
}

/// <summary>People by name.</summary>
/// <param name="Items">Those found, by name.</param>
/// <param name="More">Whether there are others; ask with more of the name.</param>
public sealed record PeopleOfProcessView(IReadOnlyList<PersonReference> Items, bool More);
