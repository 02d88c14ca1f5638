using System.Net;
using System.Text.Json;
using Interlink.Core.Kernel;

namespace Interlink.Functions.Tests.Hosting;

/// <summary>What a test expects of an answer; a disappointment shows the whole answer.</summary>
public static class Expectations
{
    /// <summary>Expects a status.</summary>
    public static async Task<HttpResponseMessage> Expect(this HttpResponseMessage response, HttpStatusCode status)
    {
        if (response.StatusCode != status)
        {
            Assert.Fail($"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri} answered {(int)response.StatusCode}, not {(int)status}:\n"
                + await response.Content.ReadAsStringAsync());
        }

        return response;
    }

    /// <summary>Expects JSON with a status.</summary>
    public static async Task<JsonElement> ExpectJson(this HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        await response.Expect(status);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Expects JSON of a shape with a status.</summary>
    public static async Task<T> Expect<T>(this HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK) =>
        (await response.ExpectJson(status)).Deserialize<T>(Json.Options) ?? throw new InvalidOperationException("The answer was null.");

    /// <summary>Expects a refusal as problem+json, of the type given, with every part that a client relies on.</summary>
    /// <param name="type">The last segment of the problem's type, such as <c>invalid-input</c>.</param>
    /// <param name="fields">The fields that must be named, no others; null to leave them out of account.</param>
    public static async Task<JsonElement> ExpectProblem(this HttpResponseMessage response, HttpStatusCode status, string type, params string[]? fields)
    {
        await response.Expect(status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal($"/problems/{type}", problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("title").GetString()));
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()));
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("traceId").GetString()));
        if (fields is { Length: > 0 })
        {
            Assert.Equal(fields.Order(), problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()!).Order());
        }

        return problem;
    }

    /// <summary>The ETag of an answer, quotes and all.</summary>
    public static string Tag(this HttpResponseMessage response) => response.Headers.ETag?.Tag ?? throw new InvalidOperationException("The answer has no ETag.");
}
