using Interlink.Core.Kernel;
using Microsoft.AspNetCore.Http;

namespace Interlink.Functions.Edge;

/// <summary>Makes what HTTP functions answer.</summary>
public static class Reply
{
    /// <summary>200 with the value as JSON.</summary>
    public static Reply<T> Ok<T>(T value) => new(StatusCodes.Status200OK, value);

    /// <summary>201 with the value as JSON.</summary>
    /// <param name="location">Path of the new thing, from <c>/api</c> on; characters that a header cannot hold are percent-encoded.</param>
    public static Reply<T> Created<T>(T value, string location) => new(StatusCodes.Status201Created, value) { Location = location };

    /// <summary>202 with the value as JSON: the work goes on after the answer.</summary>
    /// <param name="location">Path at which to ask how it goes.</param>
    public static Reply<T> Accepted<T>(T value, string location) => new(StatusCodes.Status202Accepted, value) { Location = location };

    /// <summary>204, nothing to say.</summary>
    public static Reply<Unit> NoContent() => new(StatusCodes.Status204NoContent, Unit.Value);

    /// <summary>200 with a file, or 206 with the part that was asked for, or 304.</summary>
    public static Reply<FileDownload> File(FileDownload file) => new(StatusCodes.Status200OK, file);

    /// <summary>The reply made of the outcome's value, or its refusal.</summary>
    public static Reply<TView> ToReply<T, TView>(this Outcome<T> outcome, Func<T, Reply<TView>> reply) =>
        outcome.Succeeded ? reply(outcome.Value) : outcome.Error;

    /// <summary>The reply made of the outcome's value, or its refusal.</summary>
    public static async Task<Reply<TView>> ToReply<T, TView>(this Task<Outcome<T>> outcome, Func<T, Reply<TView>> reply) =>
        (await outcome).ToReply(reply);
}

/// <summary>What an HTTP function answers: a value or a refusal. Written by the runtime after the function has returned.</summary>
/// <typeparam name="T">A view, <see cref="Unit"/> for no content, or <see cref="FileDownload"/>.</typeparam>
public sealed record Reply<T> : IReply
{
    private readonly T? _value;
    private ReplySnapshot? _snapshot;

    internal Reply(int status, T value) => (Status, _value) = (status, value);

    private Reply(Error error) => (Status, Error) = (Problem.StatusOf(error.Kind), error);

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The refusal; null when there is a value.</summary>
    public Error? Error { get; }

    /// <summary>Value of the <c>Location</c> header; null for none.</summary>
    public string? Location { get; internal init; }

    /// <summary>Value of the <c>ETag</c> header, without quotes; null for none.</summary>
    public Revision? Revision { get; private init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>();

    /// <summary>The value; the default when it is a refusal.</summary>
    public T? Value => _value;

    public static implicit operator Reply<T>(Error error) => new(error);

    public static implicit operator Reply<T>(Outcome<T> outcome) => outcome.Succeeded
        ? new Reply<T>(outcome.Value is Unit ? StatusCodes.Status204NoContent : StatusCodes.Status200OK, outcome.Value)
        : new Reply<T>(outcome.Error);

    /// <summary>The same reply with the revision as its ETag.</summary>
    public Reply<T> Tagged(Revision revision) => this with { Revision = revision };

    /// <summary>The same reply with one more header.</summary>
    public Reply<T> With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } };

    /// <inheritdoc/>
    public ReplySnapshot? Prepare(HttpContext context)
    {
        if (Error is not null)
        {
            return _snapshot ??= Problem.Of(context, Error);
        }

        return _value is FileDownload ? null : _snapshot ??= ReplySnapshot.Json(Status, StatedHeaders(), _value is Unit ? null : _value, typeof(T));
    }

    /// <summary>Writes the reply.</summary>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Prepare(httpContext) is { } snapshot)
        {
            return snapshot.ExecuteAsync(httpContext);
        }

        ReplySnapshot.WriteHeaders(httpContext.Response, StatedHeaders());
        return ((FileDownload)(object)_value!).Write(httpContext);
    }

    private List<KeyValuePair<string, string>> StatedHeaders()
    {
        var headers = Headers.ToList();
        if (Location is not null)
        {
            headers.Add(new("Location", HeaderText.Address(Location)));
        }

        if (Revision is { } revision)
        {
            headers.Add(new("ETag", $"\"{revision.Value}\""));
        }

        return headers;
    }
}

/// <summary>A reply whatever its value, as the middleware sees it.</summary>
public interface IReply : IResult
{
    /// <summary>The refusal; null when there is a value.</summary>
    Error? Error { get; }

    /// <summary>Makes status, headers and body ready, so that a value that cannot be written shows before anything is sent.</summary>
    /// <returns>Null when the reply is a stream.</returns>
    ReplySnapshot? Prepare(HttpContext context);
}
