using System.ComponentModel.DataAnnotations;
using Interlink.Core.Accounts;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Accounts;

/// <summary>One's ways to sign in with the platform.</summary>
/// <param name="Items">In the order in which they were linked.</param>
public sealed record LinkedSignInsView(IReadOnlyList<LinkedSignInView> Items);

/// <summary>A way to sign in with the platform.</summary>
/// <param name="Id">Names it here.</param>
/// <param name="Provider">The provider's name in the platform's configuration.</param>
/// <param name="Assurance">How sure the provider said it was of the person at the last sign-in; null when it said nothing.</param>
/// <param name="SignedInAt">The last sign-in that is known, UTC; null for none.</param>
/// <param name="Current">Whether this request came with it.</param>
public sealed record LinkedSignInView(string Id, string Provider, LevelOfAssurance? Assurance, DateTimeOffset? SignedInAt, bool Current);

/// <summary>A code with which another identity becomes the same person.</summary>
/// <param name="Code">To be taken up while signed in with the other identity; works once.</param>
/// <param name="GoodFor">Seconds for which it works.</param>
public sealed record LinkCodeView(string Code, int GoodFor);

/// <summary>A code to take up.</summary>
public sealed record LinkSignInRequest([Required, StringLength(200)] string Code);

/// <summary>Several ways to sign in for one person, where the platform in front signs people in.</summary>
public sealed class LinkedSignInFunctions(LinkedSignIns linked)
{
    /// <summary>Lists one's ways to sign in; none where the host signs people in itself.</summary>
    [Function("ListSignIns"), Allow(Scope.Member)]
    public async Task<Reply<LinkedSignInsView>> ListSignIns(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/sign-ins")] HttpRequest request, CancellationToken cancellation)
    {
        var current = request.IdentityOrNull();
        var all = await linked.List(request.Caller(), cancellation);
        return Reply.Ok(new LinkedSignInsView([.. all.Select(one => new LinkedSignInView(
            one.Identity.Key, one.Identity.Provider, one.Known.Assurance, one.Known.SignedInAt, one.Identity == current))]));
    }

    /// <summary>Makes a code with which another way to sign in becomes one's own; an earlier one stops working.</summary>
    [Function("CreateLinkCode"), Allow(Scope.Member)]
    public async Task<Reply<LinkCodeView>> CreateLinkCode(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/sign-ins/codes")] HttpRequest request, CancellationToken cancellation) =>
        request.IdentityOrNull() is null
            ? new NotOnThisHost()
            : Reply.Created(
                new LinkCodeView(await linked.Issue(request.Caller(), cancellation), (int)OneTimeLinks.LifetimeOf(LinkPurpose.LinkIdentity).TotalSeconds),
                "/api/me/sign-ins");

    /// <summary>Makes whoever is signed in the person that a code was made for. The code works once.</summary>
    [Function("LinkSignIn"), AllowAnonymous, Body<LinkSignInRequest>, Answers(StatusCodes.Status204NoContent)]
    public async Task<Reply<Unit>> LinkSignIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sign-ins/link")] HttpRequest request, CancellationToken cancellation)
    {
        if (request.IdentityOrNull() is not { } identity)
        {
            return new NotSignedIn();
        }

        var body = await request.ReadBody<LinkSignInRequest>(cancellation);
        return await body.Then(asked => linked.TakeUp(identity, asked.Code, cancellation)).ToReply(_ => Reply.NoContent());
    }

    /// <summary>Takes one of one's ways to sign in away; never the last.</summary>
    [Function("UnlinkSignIn"), Allow(Scope.Member)]
    public async Task<Reply<Unit>> UnlinkSignIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "me/sign-ins/{id}")] HttpRequest request, string id, CancellationToken cancellation) =>
        (await linked.Unlink(request.Caller(), id, cancellation)).ToReply(_ => Reply.NoContent());
}
