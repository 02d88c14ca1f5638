using System.Net;
using System.Text;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.SignIn;

public sealed class ForgedPrincipalTests
{
    private static readonly string Forged = Convert.ToBase64String(Encoding.UTF8.GetBytes(
        """
        {"identityProvider":"local","userId":"intruder","userDetails":"x","userRoles":["anonymous","authenticated","member","curator","administrator"],
         "claims":[{"typ":"tenant","val":"varam"}]}
        """));

    [Theory]
    [InlineData("x-ms-client-principal")]
    [InlineData("X-MS-CLIENT-PRINCIPAL")]
    [InlineData("x-ms-client-principal-id")]
    public async Task A_principal_that_a_client_states_signs_nobody_in(string header)
    {
        await using var host = await InterlinkHost.Start();
        using var browser = host.Anonymous();
        browser.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, Forged);
        using var response = await browser.Get("/api/me");
        await response.ExpectProblem(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task A_member_who_states_another_principal_stays_a_member()
    {
        await using var host = await InterlinkHost.Start();
        await host.As("member");
        using var member = host.Anonymous();
        await member.SignIn("member@example.org", People.Password);
        member.Http.DefaultRequestHeaders.TryAddWithoutValidation("x-ms-client-principal", [Forged, Forged]);
        var me = await member.GetJson("/api/me");
        Assert.NotEqual("intruder", me.GetProperty("subject").GetString());
        Assert.Equal(["member"], me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()));
        using var operations = await member.Get("/api/operations");
        await operations.ExpectProblem(HttpStatusCode.Forbidden, "scope-missing");
    }
}
