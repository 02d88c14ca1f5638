using System.Net;
using System.Text.Json;

namespace Interlink.Functions.Tests.Authorisation;

/// <summary>Every HTTP function, called by everybody. A new function needs its row: one line in the file of its slice below <c>Rows</c> (a new slice: a new file with a class
/// that is an <see cref="ISliceRows"/>); <see cref="Row"/> says what its words mean. Ids that only the slice needs are made in its <see cref="ISliceRows.Prepare"/>.</summary>
public sealed class AuthorisationMatrixTests(World world)
{
    private static readonly Row[] All = [.. World.Slices.SelectMany(s => s.Rows)];

    public static TheoryData<string> Functions => [.. All.Select(r => r.Function).Distinct()];

    [Fact]
    public void Every_HTTP_function_has_its_row() => Assert.Empty(HttpFunction.All.Select(f => f.Name).Except(All.Select(r => r.Function)));

    [Fact]
    public void Every_row_has_its_HTTP_function_and_a_word_for_everybody()
    {
        Assert.Empty(All.Select(r => r.Function).Except(HttpFunction.All.Select(f => f.Name)));
        Assert.Empty(All.Where(r => r.Cells.Count != Enum.GetValues<Role>().Length || !HttpFunction.All.Single(f => f.Name == r.Function).Fits(r.Request)).Select(r => $"{r.Function}: {r.Request}"));
        Assert.Empty(All.Where(r => r.Cells.Contains("404") && r.Missing.Length == 0).Select(r => $"{r.Function} does not say what is missing."));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Everybody_is_answered_as_the_row_says(string function)
    {
        await world.Ready();
        var disappointments = new List<string>();
        foreach (var row in All.Where(r => r.Function == function))
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                disappointments.AddRange(await Cell(row, role));
            }
        }

        Assert.True(disappointments.Count == 0, string.Join("\n\n", disappointments));
    }

    [Fact]
    public async Task A_session_that_runs_the_platform_is_an_operator_at_functions_of_the_platform_and_a_member_of_its_tenant_at_all_others()
    {
        await world.Ready();
        var runner = await world.Host.As(World.PlatformRunner);
        var disappointments = new List<string>();
        foreach (var row in All.Where(r => r.Before is null && !r.Cells[(int)Role.Member].Contains("yes", StringComparison.Ordinal)))
        {
            using var request = row.Message(world.Ids);
            using var response = await runner.Send(request);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var platform = row.Cells[(int)Role.Member] == "403" && row.Cells[(int)Role.Administrator] == "403" && row.Cells[(int)Role.Operator] is "yes" or "404";
            var (expected, got) = (platform ? "let in" : Expected(row, Role.Member), Got(response, text, isNamed: true));
            if (platform ? got.StartsWith("401", StringComparison.Ordinal) || got.StartsWith("403", StringComparison.Ordinal) : got != expected)
            {
                disappointments.Add($"{row.Request}: expected {expected}, got {got}.");
            }
        }

        Assert.True(disappointments.Count == 0, string.Join('\n', disappointments));
    }

    private async Task<IEnumerable<string>> Cell(Row row, Role role)
    {
        var ids = new Dictionary<string, string>(world.Ids, StringComparer.Ordinal);
        foreach (var (name, id) in row.Before is null ? [] : await row.Before(world, role))
        {
            ids[name] = id;
        }

        using var request = row.Message(ids);
        using var response = await world.As(role).Send(request);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var expected = Expected(row, role);
        var got = Got(response, text, isNamed: expected.Contains(':', StringComparison.Ordinal));
        var leaks = (expected != "yes" || role is Role.Foreigner) && world.Secrets.Any(s => text.Contains(s, StringComparison.Ordinal));
        return expected == got && !leaks ? [] : [$"{row.Request} as {role}: expected {expected}, got {got}{(leaks ? " with what is not theirs to read" : "")}.\n{text}"];
    }

    private static string Expected(Row row, Role role) => row.Cells[(int)role] switch
    {
        "401" => "401:not-signed-in",
        "403" => "403:scope-missing",
        "no" => "403:not-for-applications",
        "404" => $"404:{row.Missing}",
        var word => word,
    };

    /// <param name="isNamed">Whether a refusal of any status is to be told: the row names one.</param>
    private static string Got(HttpResponseMessage response, string text, bool isNamed)
    {
        var status = (int)response.StatusCode;
        var type = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? JsonElement.Parse(text).GetProperty("type").GetString()!.Split('/')[^1]
            : "no-problem";
        return status >= 500 || response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound || (isNamed && status >= 400)
            ? $"{status}:{type}"
            : "yes";
    }
}
