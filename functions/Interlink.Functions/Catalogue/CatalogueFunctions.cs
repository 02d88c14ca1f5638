using Interlink.Core.ApiAccess;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Catalogue;

/// <summary>What members read of the catalogue.</summary>
public sealed class CatalogueFunctions(BrowseCatalogue catalogue)
{
    private static readonly HashSet<string> Pictures = new(StringComparer.Ordinal) { "image/png", "image/jpeg", "image/webp", "image/gif" };

    /// <summary>Lists published interlinkers, filtered and with facets.</summary>
    [Function("ListInterlinkers"), Allow(Scope.Member), AllowApplication(ApiScope.ReadCatalogue), Query<ListInterlinkersQuery>]
    public async Task<Reply<InterlinkerList>> ListInterlinkers(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/interlinkers")] HttpRequest request,
        CancellationToken cancellation) =>
        await request.ReadQuery<ListInterlinkersQuery>().Then(async query => Outcome<InterlinkerList>.Of(
            await catalogue.Interlinkers(request.Caller(), query.Filter, request.Language(), query.Page, cancellation)));

    /// <summary>Shows one interlinker.</summary>
    [Function("GetInterlinker"), Allow(Scope.Member), AllowApplication(ApiScope.ReadCatalogue)]
    public Task<Reply<InterlinkerView>> GetInterlinker(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/interlinkers/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        catalogue.Interlinker(request.Caller(), id, request.Language(), cancellation).ToReply(Shown);

    /// <summary>Downloads a file of the catalogue. What lies under a hash never changes.</summary>
    [Function("GetCatalogueFile"), Allow(Scope.Member), AllowApplication(ApiScope.ReadCatalogue)]
    public Task<Reply<FileDownload>> GetCatalogueFile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/files/{sha256}/{name}")] HttpRequest request,
        string sha256,
        string name,
        CancellationToken cancellation) =>
        catalogue.File(request.Caller(), sha256, cancellation).ToReply(file => Reply.File(FileDownload.Of(file, name) with
        {
            Inline = Pictures.Contains(file.Info.ContentType),
            CacheControl = "private, max-age=31536000, immutable",
        }));

    /// <summary>Lists problem profiles, each with how many interlinkers answer it.</summary>
    [Function("ListProblemProfiles"), Allow(Scope.Member), AllowApplication(ApiScope.ReadCatalogue), Query<TextQuery>]
    public async Task<Reply<Page<ProblemProfileView>>> ListProblemProfiles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/problem-profiles")] HttpRequest request,
        CancellationToken cancellation) =>
        await request.ReadQuery<TextQuery>().Then(async query => Outcome<Page<ProblemProfileView>>.Of(
            await catalogue.Profiles(request.Caller(), query.Text, request.Language(), query.Page, cancellation)));

    /// <summary>Lists published co-production schemas.</summary>
    [Function("ListSchemas"), Allow(Scope.Member), AllowApplication(ApiScope.ReadCatalogue), Query<TextQuery>]
    public async Task<Reply<Page<SchemaSummary>>> ListSchemas(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/schemas")] HttpRequest request,
        CancellationToken cancellation) =>
        await request.ReadQuery<TextQuery>().Then(async query => Outcome<Page<SchemaSummary>>.Of(
            await catalogue.Schemas(request.Caller(), query.Text, request.Language(), query.Page, cancellation)));

    /// <summary>Shows one co-production schema with its tree.</summary>
    [Function("GetSchema"), Allow(Scope.Member), AllowApplication(ApiScope.ReadCatalogue)]
    public Task<Reply<SchemaView>> GetSchema(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "catalogue/schemas/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation) =>
        catalogue.Schema(request.Caller(), id, request.Language(), cancellation).ToReply(Shown);

    private static Reply<T> Shown<T>(Document<T> document) => Reply.Ok(document.Body).Tagged(document.Revision);
}
