// Asks who we are, looks through the catalogue, and makes a process once, however often this is repeated.
//   dotnet run docs/examples/csharp/first-process.cs "Benches in the park"
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

var name = args.FirstOrDefault() ?? throw new ArgumentException("Say what the process is to be called.");
using var interlink = new HttpClient(new WaitsWhenTold { InnerHandler = new SocketsHttpHandler() })
{
    BaseAddress = new Uri(Setting("INTERLINK_URL")),
};
interlink.DefaultRequestHeaders.Add(Environment.GetEnvironmentVariable("INTERLINK_HEADER") ?? "Authorization", $"Bearer {Setting("INTERLINK_KEY")}");

Console.WriteLine($"We are {(await Read("/api/application")).GetProperty("name").GetString()}.");
Console.WriteLine($"The catalogue has {(await Read("/api/catalogue/interlinkers?limit=1")).GetProperty("total").GetInt64()} Interlinkers.");

// The same name, the same key: repeated within 24 hours it is answered with the process that was made first.
using var request = new HttpRequestMessage(HttpMethod.Post, "/api/processes")
{
    Content = new StringContent($$"""{"name":"{{JsonEncodedText.Encode(name)}}","language":"en"}""", Encoding.UTF8, "application/json"),
};
request.Headers.Add("Idempotency-Key", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"first-process {name}"))));
var made = await Answer(await interlink.SendAsync(request));
var process = await Read($"/api/processes/{made.GetProperty("id").GetString()}");
Console.WriteLine($"Made {process.GetProperty("name").GetString()}: {interlink.BaseAddress}processes/{process.GetProperty("id").GetString()}");

async Task<JsonElement> Read(string path) => await Answer(await interlink.GetAsync(path));

// A refusal says what is wrong in a stable type and a sentence; every bad field is named.
static async Task<JsonElement> Answer(HttpResponseMessage response)
{
    using var answer = response;
    var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    return answer.IsSuccessStatusCode
        ? body
        : throw new InvalidOperationException($"{body.GetProperty("type").GetString()}: {body.GetProperty("detail").GetString()}");
}

static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"Set {name}.");

/// <summary>Waits as long as a 429 or 503 says, then asks again, four times at the most.</summary>
internal sealed class WaitsWhenTold : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || attempt == 4)
            {
                return response;
            }

            var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(attempt);
            response.Dispose();
            await Task.Delay(wait, cancellationToken);
        }
    }
}
