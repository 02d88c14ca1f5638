using System.Globalization;
using Interlink.Core.Kernel;
using Interlink.Core.Privacy;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Privacy;

/// <summary>Terms of use, privacy notice and accessibility statement: to be read by anybody, published by administrators.</summary>
public sealed class LegalFunctions(LegalTexts texts, LegalStore store, PublishLegalText publish, PrivacyAddresses addresses, TimeProvider clock)
{
    /// <summary>Reads the text that is in force: <c>terms</c>, <c>privacy</c> or <c>accessibility</c>. Everybody may, signed in or not.</summary>
    [Function("GetLegalText"), AllowAnonymous]
    public async Task<Reply<LegalTextView>> GetLegalText(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "legal/{document}")] HttpRequest request, string document, CancellationToken cancellation) =>
        await Named(document).Then(async known =>
        {
            var tenant = addresses.TenantOf(request);
            return await View(tenant, await texts.Current(tenant, known, cancellation), request.Language(), cancellation);
        });

    /// <summary>Reads a version of a text, an earlier one too; 0 is the one that comes with the product.</summary>
    [Function("GetLegalVersion"), AllowAnonymous]
    public async Task<Reply<LegalTextView>> GetLegalVersion(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "legal/{document}/versions/{version:int}")] HttpRequest request,
        string document,
        int version,
        CancellationToken cancellation) =>
        await Named(document).Then(async known =>
        {
            var tenant = addresses.TenantOf(request);
            var found = await texts.Version(tenant, known, version, cancellation);
            return await found.Then(text => View(tenant, text, request.Language(), cancellation));
        });

    /// <summary>Reads a text as an administrator writes it, in every language, with its places; and what was published before.</summary>
    [Function("GetLegalSource"), Allow(Scope.Administrator)]
    public async Task<Reply<LegalSourceView>> GetLegalSource(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "legal/{document}/source")] HttpRequest request, string document, CancellationToken cancellation)
    {
        var (tenant, named) = (request.Caller().Tenant, Named(document));
        if (!named.Succeeded)
        {
            return named.Error;
        }

        var index = (await store.Index(tenant, cancellation))?.Body ?? LegalIndex.Empty;
        var latest = index.Latest(named.Value);
        var newest = await texts.Version(tenant, named.Value, latest, cancellation);
        var outdated = await texts.IsOutdated(tenant, named.Value, index, cancellation);
        return newest.ToReply(version => Reply.Ok(LegalSourceView.Of(version, index, outdated, clock.GetUtcNow()))
            .Tagged(new Revision(latest.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>Publishes the next version of a text. From the moment it is in force, everybody who has not agreed to it is asked before anything else, if it asks at all.</summary>
    [Function("PublishLegalText"), Allow(Scope.Administrator), Revisioned, Body<PublishLegalTextRequest>]
    public async Task<Reply<LegalTextView>> Publish(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "legal/{document}/versions")] HttpRequest request, string document, CancellationToken cancellation)
    {
        var body = await request.ReadBody<PublishLegalTextRequest>(cancellation);
        var (caller, named) = (request.Caller(), Named(document));
        if (!named.Succeeded)
        {
            return named.Error;
        }

        var published = await body.Then(asked => request.IfMatch().Then(latest => publish.Run(caller, asked.Draft(named.Value), Number(latest), cancellation)));
        var view = await published.Then(version => View(caller.Tenant, version, request.Language(), cancellation));
        return view.ToReply(text => Reply.Created(text, $"/api/legal/{document}/versions/{text.Version}"));
    }

    /// <summary>Shows how a text would read, with its places filled; changes nothing.</summary>
    [Function("PreviewLegalText"), Allow(Scope.Administrator), Body<PreviewLegalTextRequest>, Answers(StatusCodes.Status200OK)]
    public async Task<Reply<LegalPreviewView>> Preview(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "legal/preview")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadBody<PreviewLegalTextRequest>(cancellation);
        return (await body.Then(asked => publish.Preview(request.Caller().Tenant, asked.Source, asked.Language, cancellation)))
            .ToReply(text => Reply.Ok(new LegalPreviewView(text.Text, text.Sha256)));
    }

    private async Task<Outcome<LegalTextView>> View(TenantId tenant, LegalVersion version, string language, CancellationToken cancellation)
    {
        var index = (await store.Index(tenant, cancellation))?.Body ?? LegalIndex.Empty;
        return LegalTextView.Of(version, language, index);
    }

    private static Outcome<LegalDocument> Named(string name) =>
        Enum.GetValues<LegalDocument>().Where(d => d.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).ToList() is [var found]
            ? found
            : new LegalDocumentNotFound(name);

    // Anything but a number is a version that never was.
    private static int Number(Revision revision) => int.TryParse(revision.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
