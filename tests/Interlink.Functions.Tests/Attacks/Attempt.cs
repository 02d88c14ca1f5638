using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Interlink.Core.Kernel;
using Interlink.Functions.Tests.Audit;
using Interlink.Functions.Tests.Authorisation;
using Interlink.Functions.Tests.Hosting;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>A row of the matrix, sent with ids put in another's place, and all that could tell one answer from another.</summary>
/// <param name="Answer">Status, headers and body, without what differs by request: ids sent, trace, time, what is left of the rate.</param>
/// <param name="Reads">What was read from the documents, in order.</param>
internal sealed partial record Attempt(HttpStatusCode Status, string Answer, string Reads)
{
    private static readonly string[] Volatile = ["traceparent", "X-Request-Id", "Date", "RateLimit"];

    /// <summary>What is read again after some seconds, whoever asks for what.</summary>
    private static readonly string[] Cached = ["find:tenant", "find:legal-index"];

    public static async Task<Attempt> Make(Client attacker, Row row, IReadOnlyDictionary<string, string> ids, Func<string, string> put)
    {
        var template = HttpFunction.All.Single(f => f.Name == row.Function).Route.Split('/');
        var sent = ids.Values.Where(v => v.Contains('.', StringComparison.Ordinal) || Ulids.IsId(v)).ToDictionary(v => v, put, StringComparer.Ordinal);
        var filled = ids.ToDictionary(p => p.Key, p => sent.GetValueOrDefault(p.Value, p.Value), StringComparer.Ordinal);
        using var request = row.Message(filled);
        var (path, query) = request.RequestUri!.ToString().Split('?') is [var p, var q] ? (p, $"?{q}") : (request.RequestUri.ToString(), "");
        var segments = path.Split('/').Skip(2).ToArray();
        for (var i = 0; i < segments.Length && i < template.Length; i++)
        {
            if (template[i].StartsWith('{') && !template[i].Contains(':', StringComparison.Ordinal) && !sent.ContainsValue(segments[i]))
            {
                segments[i] = sent[segments[i]] = put(segments[i]);
            }
        }

        request.RequestUri = new Uri($"/api/{string.Join('/', segments)}{query}", UriKind.Relative);
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-00");
        var reads = WriteWitness.FollowReads(trace);
        using var response = await attacker.Send(request);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var id in sent.Values.Concat(segments).Where(v => v.Length > 3).OrderByDescending(v => v.Length))
        {
            text = text.Replace(id, "ID", StringComparison.Ordinal);
        }

        var headers = response.Headers.Concat(response.Content.Headers).Where(h => !Volatile.Contains(h.Key, StringComparer.OrdinalIgnoreCase) && h.Key != "Content-Length")
            .OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(',', h.Value)}");
        return new Attempt(response.StatusCode, $"{(int)response.StatusCode}\n{string.Join('\n', headers)}\n{Trace().Replace(text, "TRACE")}", string.Join(' ', reads.Where(r => !Cached.Contains(r))));
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Trace();
}
