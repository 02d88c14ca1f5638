using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Tests.Edge;

public enum PlantedColour
{
    DeepBlue,
    Red,
}

public sealed record PlantedPart([Required, StringLength(10, MinimumLength = 2)] string Name, [Range(1, 5)] int Count = 1, PlantedPart? Inner = null);

public sealed record PlantedRequest(
    [Required, StringLength(20)] string Title,
    [LanguageCode] string Language,
    int Number,
    PlantedColour Colour = PlantedColour.Red,
    [Length(1, 3)] IReadOnlyList<PlantedPart>? Parts = null,
    IReadOnlyList<string>? Words = null,
    [RegularExpression("[a-z]+")] string? Code = null,
    DateTimeOffset? At = null,
    DateOnly? Day = null,
    double? Ratio = null,
    bool? Flag = null,
    LocalizedText? Texts = null,
    JsonElement? Extra = null,
    byte? Small = null) : IValidatableObject
{
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Title == Code)
        {
            yield return new ValidationResult("Title and code must differ.", [nameof(Code)]);
        }
    }
}

public sealed record PlantedQuery : PagedQuery
{
    [StringLength(5)]
    public string? Text { get; init; }

    public IReadOnlyList<PlantedColour> Colour { get; init; } = [];

    public double? Minimum { get; init; }

    public bool Loud { get; init; }
}

/// <summary>Functions that exist only for these tests.</summary>
public sealed class PlantedFunctions(Tally tally)
{
    [Function("PlantedEcho"), Allow(Scope.Member), Body<PlantedRequest>]
    public async Task<Reply<PlantedRequest>> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "planted/echo")] HttpRequest request, CancellationToken cancellation) =>
        await request.ReadBody<PlantedRequest>(cancellation);

    [Function("PlantedQuery"), Allow(Scope.Member), Query<PlantedQuery>]
    public Task<Reply<PlantedQuery>> Query([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "planted/query")] HttpRequest request) =>
        Task.FromResult<Reply<PlantedQuery>>(request.ReadQuery<PlantedQuery>());

    [Function("PlantedLanguage"), AllowAnonymous]
    public Task<Reply<string>> Language([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "planted/language")] HttpRequest request) =>
        Task.FromResult(Reply.Ok(request.Language()));

    [Function("PlantedWho"), AllowAnonymous]
    public Task<Reply<string>> Who([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "planted/who")] HttpRequest request) =>
        Task.FromResult(Reply.Ok(request.CallerOrNull() is { } caller ? $"{caller.Tenant}/{caller.Subject}/{caller.Name}/{string.Join(',', caller.Scopes.Order())}" : "nobody"));

    [Function("PlantedMember"), Allow(Scope.Member)]
    public async Task<Reply<string>> Member([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "planted/member")] HttpRequest request)
    {
        await tally.Run();
        return Reply.Ok(request.Caller().Subject);
    }

    [Function("PlantedCurator"), Allow(Scope.Curator)]
    public Task<Reply<string>> Curator([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "planted/curator")] HttpRequest request) =>
        Task.FromResult(Reply.Ok(request.Caller().Subject));

    [Function("PlantedClosed")]
    public Task<Reply<string>> Closed([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "planted/closed")] HttpRequest request) =>
        Task.FromResult(Reply.Ok("open"));

    [Function("PlantedMake"), Allow(Scope.Member), Body<PlantedPart>]
    public async Task<Reply<string>> Make(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "planted/make")] HttpRequest request, CancellationToken cancellation)
    {
        var body = await request.ReadBody<PlantedPart>(cancellation);
        if (!body.Succeeded)
        {
            return body.Error;
        }

        var run = await tally.Run();
        return body.Value.Name switch
        {
            "explode" when run == 1 => throw new InvalidOperationException("planted"),
            "conflict" => new PlantedConflict(),
            "key" => Reply.Ok(request.IdempotencyKey() ?? "none"),
            _ => Reply.Created($"{body.Value.Name} {run}", $"/api/planted/{run}").Tagged(new Revision("r-1")),
        };
    }

    [Function("PlantedChange"), Allow(Scope.Member), Revisioned]
    public Task<Reply<string>> Change([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "planted/change")] HttpRequest request) =>
        Task.FromResult(request.IfMatch().ToReply(read => Reply.Ok(read.Value).Tagged(read)));

    [Function("PlantedFault"), Allow(Scope.Member)]
    public async Task<Reply<string>> Fault(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "planted/fault/{kind}")] HttpRequest request, string kind, CancellationToken cancellation)
    {
        await tally.Run();
        throw kind switch
        {
            "cursor" => new InvalidCursorException(),
            "transient" => new TransientException("secret host name", null) { RetryAfter = TimeSpan.FromSeconds(7) },
            "canceled" => new OperationCanceledException(cancellation),
            "bad" => new BadHttpRequestException("secret detail", 400),
            "large" => new BadHttpRequestException("secret detail", 413),
            _ => new InvalidOperationException("secret password"),
        };
    }

    [Function("PlantedUnwritable"), Allow(Scope.Member)]
    public Task<Reply<PlantedUnwritable>> Unwritable([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "planted/unwritable")] HttpRequest request) =>
        Task.FromResult(Reply.Ok(new PlantedUnwritable()));

    [Function("PlantedFile"), AllowAnonymous]
    public Task<Reply<FileDownload>> File([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "planted/file")] HttpRequest request) =>
        Task.FromResult(Reply.File(new FileDownload(
            new MemoryStream(Encoding.ASCII.GetBytes("0123456789")), request.Query["type"].ToString(), request.Query["name"])
        { Tag = "abc" }));
}

public sealed record PlantedConflict() : Error(ErrorKind.Conflict, "planted-conflict", "Planted.");

public sealed record PlantedUnwritable
{
    public string Value => throw new InvalidOperationException("secret member");
}
