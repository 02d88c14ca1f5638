using System.Net;
using System.Reflection;
using Interlink.Functions.Edge;
using Interlink.Functions.Tests.Authorisation;
using Interlink.Functions.Tests.Hosting;
using Interlink.Functions.Tests.Processes;
using Microsoft.Azure.Functions.Worker;

namespace Interlink.Functions.Tests.Privacy;

public sealed class PublicTests
{
    [Fact]
    public async Task Nothing_that_anybody_can_read_names_a_person()
    {
        await using var host = await InterlinkHost.Start(new HostOptions { Arguments = ["--Interlink:Edge:AnonymousBurst=100000"] });
        var administrator = await host.As("administrator");
        var person = await host.As("quillfeather");
        var process = (await person.MakeProcess("A square for everybody")).Split('/')[^1];
        await administrator.Publish("terms", PrivacyFlow.Terms);
        string[] secrets = ["quillfeather", "administrator@example.org", administrator.Subject, person.Subject, process];
        var told = new List<string>();
        foreach (var path in Readable(process, person.Subject))
        {
            using var response = await host.Anonymous().Get(path);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
            told.AddRange(secrets.Where(s => text.Contains(s, StringComparison.OrdinalIgnoreCase) && !path.Contains(s, StringComparison.Ordinal)).Select(s => $"{path}: {s}"));
        }

        Assert.Empty(told);
    }

    private static IEnumerable<string> Readable(string process, string subject)
    {
        var anonymous = typeof(Composition).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.IsDefined(typeof(AllowAnonymousAttribute))).Select(m => m.GetCustomAttribute<FunctionAttribute>()!.Name).ToHashSet();
        var functions = HttpFunction.All.Where(f => anonymous.Contains(f.Name) && f.Methods.Contains("GET")).ToList();
        Assert.NotEmpty(functions);
        string[] documents = ["terms", "privacy", "accessibility"];
        foreach (var function in functions)
        {
            foreach (var value in function.Route.Contains("{document}", StringComparison.Ordinal) ? documents : [process, subject])
            {
                var path = System.Text.RegularExpressions.Regex.Replace(function.Route, @"\{[^}]+:int\}", "1");
                yield return $"/api/{System.Text.RegularExpressions.Regex.Replace(path, @"\{[^}]+\}", value)}";
            }
        }

        foreach (var page in new[] { "/", "/terms", "/privacy", "/accessibility", "/sign-in", $"/processes/{process}", "/.auth/me" })
        {
            yield return page;
        }
    }
}
