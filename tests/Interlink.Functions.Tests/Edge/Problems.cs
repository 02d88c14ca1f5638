using System.Net;
using System.Text.Json;

namespace Interlink.Functions.Tests.Edge;

/// <summary>What a refusal says.</summary>
internal static class Problems
{
    /// <summary>Reads a refusal and checks what all have in common.</summary>
    public static async Task<JsonElement> Of(HttpResponseMessage response, HttpStatusCode status, string type)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        var problem = JsonElement.Parse(text);
        Assert.Equal($"/problems/{type}", problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(response.RequestMessage!.RequestUri!.AbsolutePath, problem.GetProperty("instance").GetString());
        Assert.Equal(32, problem.GetProperty("traceId").GetString()!.Length);
        return problem;
    }

    /// <summary>The fields at fault with their codes, in the order told.</summary>
    public static string[] FieldsOf(JsonElement problem) =>
        [.. problem.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("field").GetString()}: {e.GetProperty("code").GetString()}")];
}
