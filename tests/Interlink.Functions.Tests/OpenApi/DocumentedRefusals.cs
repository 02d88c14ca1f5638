using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Interlink.Functions.OpenApi;

namespace Interlink.Functions.Tests.OpenApi;

/// <summary>Looks at every answer that a test gets, whatever it tests: a problem whose type the API's description does not name for the operation fails the test.</summary>
internal sealed class DocumentedRefusals : DelegatingHandler
{
    private static readonly Lazy<IReadOnlyList<Documented>> Operations = new(Read);

    /// <summary>Looks at what another handler gets.</summary>
    public DocumentedRefusals(HttpMessageHandler inner)
        : base(inner)
    {
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json" || request.Method == HttpMethod.Head
            || Operations.Value.FirstOrDefault(o => o.Verb == request.Method.Method && o.Path.IsMatch(request.RequestUri!.AbsolutePath)) is not { } operation)
        {
            return response;
        }

        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var type = JsonElement.Parse(await response.Content.ReadAsStringAsync(cancellationToken)).GetProperty("type").GetString()!.Split('/')[^1];
        var status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!operation.Refusals.Contains((status, type)) && !operation.Refusals.Contains(("default", type)))
        {
            Assert.Fail($"{operation.Name} answered {status} {type}, which the API's description does not name for it. Either the refusal does not belong there, or it is made where the "
                + "description does not look (OpenApi/ApiRefusals.cs: the edge; OpenApi/RefusalsInCode.cs: what the function calls; a port says it with [Refuses]).");
        }

        return response;
    }

    private static List<Documented> Read()
    {
        var root = JsonNode.Parse(ApiDocument.Current.Text)!;
        return
        [
            .. from path in root["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               orderby path.Key.Count(c => c == '{')
               let refusals = from response in operation.Value!["responses"]!.AsObject()
                              where (string?)response.Value!["$ref"] is not null
                              from example in root["components"]!["responses"]![((string)response.Value!["$ref"]!).Split('/')[^1]]!["content"]!["application/problem+json"]!["examples"]!.AsObject()
                              select (response.Key, example.Key)
               select new Documented((string)operation.Value!["operationId"]!, operation.Key.ToUpperInvariant(),
                   new Regex($"^{Regex.Replace(path.Key, @"\{\w+\}", "[^/]+")}$"), refusals.ToHashSet()),
        ];
    }

    private sealed record Documented(string Name, string Verb, Regex Path, IReadOnlySet<(string Status, string Type)> Refusals);
}
