using System.Net;
using System.Text.Json;

namespace Interlink.Functions.Tests.Edge;

public sealed class QueryTests
{
    [Theory]
    [InlineData("limit=0", "limit: out_of_range")]
    [InlineData("limit=101", "limit: out_of_range")]
    [InlineData("limit=ten", "limit: wrong_type")]
    [InlineData("limit=1.5", "limit: wrong_type")]
    [InlineData("limit=99999999999999999999", "limit: out_of_range")]
    [InlineData("limit=1&limit=2", "limit: wrong_type")]
    [InlineData("colour=red&colour=green", "colour[1]: unknown_value")]
    [InlineData("text=longer+than+five&minimum=much&loud=perhaps", "text: too_long|minimum: wrong_type|loud: wrong_type")]
    [InlineData("Limit=5", "Limit: unknown_field")]
    [InlineData("page=5&x", "page: unknown_field|x: unknown_field")]
    [InlineData("text=%00", "text: malformed_text")]
    public async Task Every_parameter_at_fault_is_named_with_its_code(string query, string expected)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get($"/api/planted/query?{query}");
        var problem = await Problems.Of(response, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(expected.Split('|').Order(), Problems.FieldsOf(problem).Order());
    }

    [Theory]
    [InlineData("", """{"limit":20,"colour":[],"loud":false}""")]
    [InlineData("limit=&text=&cursor=", """{"limit":20,"colour":[],"loud":false}""")]
    [InlineData("colour=red", """{"limit":20,"colour":["red"],"loud":false}""")]
    [InlineData("colour=red&colour=deep_blue&limit=100&loud=true&minimum=-2.5&language=it", """{"limit":100,"colour":["red","deep_blue"],"minimum":-2.5,"loud":true}""")]
    [InlineData("text=12345", """{"limit":20,"text":"12345","colour":[],"loud":false}""")]
    public async Task Parameters_are_read_by_the_record_s_types(string query, string expected)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get($"/api/planted/query?{query}");
        var read = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(read)), read);
    }

    [Theory]
    [InlineData("?language=lv", "it", "lv")]
    [InlineData("?language=LV", "it", "it")]
    [InlineData("", "de-AT, fr;q=0.9", "de")]
    [InlineData("", "fr;q=0.5, es;q=0.8, xx-", "xx")]
    [InlineData("", "*, lv;q=0", "en")]
    [InlineData("", "", "en")]
    [InlineData("?language=lv&language=it", "es", "es")]
    public async Task The_language_is_the_one_asked_for_or_preferred_or_English(string query, string accept, string expected)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Get($"/api/planted/language{query}", "", ("Accept-Language", accept));
        Assert.Equal($"\"{expected}\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("\"r-1.2\"", "r-1.2")]
    [InlineData("W/\"r-1\"", "r-1")]
    public async Task The_revision_that_was_read_is_taken_from_If_Match(string header, string expected)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Send(HttpMethod.Put, "/api/planted/change", null, null, ("If-Match", header));
        Assert.Equal($"\"{expected}\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"\"{expected}\"", response.Headers.ETag?.Tag);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("r-1")]
    [InlineData("\"a\", \"b\"")]
    [InlineData("\"\"")]
    [InlineData("\"a b\"")]
    public async Task An_If_Match_that_is_not_one_revision_is_refused(string header)
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Send(HttpMethod.Put, "/api/planted/change", null, null, ("If-Match", header));
        var problem = await Problems.Of(response, HttpStatusCode.BadRequest, "invalid-input");
        Assert.Equal(["If-Match: malformed"], Problems.FieldsOf(problem));
    }

    [Fact]
    public async Task A_change_that_states_no_revision_is_refused()
    {
        await using var host = await EdgeHost.Start();
        using var response = await host.Send(HttpMethod.Put, "/api/planted/change");
        await Problems.Of(response, HttpStatusCode.PreconditionRequired, "revision-required");
    }
}
