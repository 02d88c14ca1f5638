using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Interlink.Core.ApiAccess;
using Interlink.Core.Events;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Webhooks;

/// <summary>A type of event.</summary>
/// <param name="Type">As it travels.</param>
/// <param name="Version">Which form of the data; grows when something is added.</param>
/// <param name="Description">What it tells.</param>
/// <param name="Operational">Whether it tells of the sending itself, so that it is sent only where it is asked for by name.</param>
/// <param name="Schema">JSON Schema of the data.</param>
/// <param name="Example">An example of the data.</param>
public sealed record EventTypeView(string Type, int Version, string Description, bool Operational, JsonNode Schema, JsonElement Example);

/// <summary>The types of events there are.</summary>
/// <param name="Items">In order of name.</param>
public sealed record EventTypesView(IReadOnlyList<EventTypeView> Items);

/// <summary>The event catalogue over HTTP.</summary>
public static class EventTypeFunctions
{
    private static readonly Lazy<EventTypesView> s_all = new(() => new EventTypesView(
    [
        .. EventCatalogue.All.Select(d => new EventTypeView(
            d.Type, d.Version, d.Sentence, EventCatalogue.IsOperational(d.Type), EventSchemas.Of(d), EventExamples.Of(d))),
    ]));

    /// <summary>All of them.</summary>
    internal static EventTypesView All => s_all.Value;

    /// <summary>Lists the types of events, each with its schema and an example.</summary>
    [Function("ListEventTypes"), Allow(Scope.Member), AllowApplication(ApiScope.ManageWebhooks, ApiScope.ReadEvents)]
    public static Task<Reply<EventTypesView>> ListEventTypes([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "events/types")] HttpRequest request) =>
        Task.FromResult(Reply.Ok(All));

    /// <summary>The description of what is sent to webhook endpoints, AsyncAPI 3.0.</summary>
    [Function("GetAsyncApi"), AllowAnonymous, Answers(StatusCodes.Status200OK, MediaType = "application/json")]
    public static Task<Reply<FileDownload>> GetAsyncApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "asyncapi.json")] HttpRequest request) =>
        Task.FromResult(Reply.File(new FileDownload(new MemoryStream(Encoding.UTF8.GetBytes(AsyncApiDocument.Text), writable: false), "application/json; charset=utf-8", null)
        {
            Inline = true,
            CacheControl = "no-cache",
            ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'",
        }));
}
