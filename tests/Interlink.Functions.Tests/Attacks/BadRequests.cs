using Interlink.Core.Kernel;
using Interlink.Functions.Tests.Authorisation;

namespace Interlink.Functions.Tests.Attacks;

/// <summary>A request that must not be granted, and who sends it.</summary>
internal sealed record BadRequest(ApiOperationUnderTest Operation, Role Role, HttpRequestMessage Message);

/// <summary>Requests made from the API's document, each from a seed of its own: bodies that fit no schema, queries with what is not there, ids that nobody has, headers that say
/// nothing. A writing request is bad for certain: in its body, or because whoever sends it may not.</summary>
internal sealed class BadRequests(ApiOperations api, IReadOnlyDictionary<string, string> ids)
{
    private static readonly Role[] Senders = [Role.Administrator, Role.Administrator, Role.Curator, Role.ProcessAdministrator, Role.Member, Role.Foreigner, Role.Anonymous, Role.Operator];
    private readonly IReadOnlyList<ApiOperationUnderTest> _operations = api.All();

    /// <summary>Makes one.</summary>
    public BadRequest Make(int seed)
    {
        var random = new Random(seed);
        var operation = _operations[seed % _operations.Count];
        var role = operation.Reads || operation.Body is not null ? Senders[random.Next(Senders.Length)] : Role.Anonymous;
        var message = new HttpRequestMessage(new HttpMethod(operation.Method), PathOf(operation, random) + QueryOf(operation, random));
        if (operation.Body is { } schema)
        {
            AddBody(message, new BadBodies(api, random).Next(schema));
        }
        else if (!operation.Reads && random.Next(2) == 0)
        {
            AddBody(message, ([1, 2, 3], "application/octet-stream", null));
        }

        AddHeaders(message, random);
        return new BadRequest(operation, role, message);
    }

    private static void AddBody(HttpRequestMessage message, (byte[] Bytes, string? Type, string? Encoding) body)
    {
        message.Content = new ByteArrayContent(body.Bytes);
        message.Content.Headers.TryAddWithoutValidation("Content-Type", body.Type);
        if (body.Encoding is not null)
        {
            message.Content.Headers.TryAddWithoutValidation("Content-Encoding", body.Encoding);
        }
    }

    /// <summary>The path with ids that exist, or that do not, or that are no ids at all. Where nobody need be signed in and there is no body, only the latter two.</summary>
    private string PathOf(ApiOperationUnderTest operation, Random random)
    {
        if (operation.Rows is [{ } row, ..] && random.Next(2) == 0 && (operation.Reads || operation.Body is not null || !operation.IsOpen)
            && !Unknown(row, out var real))
        {
            return real;
        }

        var segments = operation.Path.Split('/').Select(s => !s.StartsWith('{') ? s
            : random.Next(3) == 0 ? Ulids.Derive($"{random.Next()}")
            : Uri.EscapeDataString(Short(HostileText.All[random.Next(HostileText.All.Count)])));
        return string.Join('/', segments);
    }

    private bool Unknown(Row row, out string real)
    {
        try
        {
            real = $"/api/{World.Filled(row.Request.Split(' ')[1].Split('?')[0], ids)}";
            return false;
        }
        catch (KeyNotFoundException)
        {
            real = "";
            return true;
        }
    }

    private static string QueryOf(ApiOperationUnderTest operation, Random random)
    {
        var names = operation.Query.Keys.Append("unknown").Append("limit").Append("cursor").Append("language").ToList();
        var parts = Enumerable.Range(0, operation.Reads ? random.Next(1, 4) : random.Next(2)).Select(_ =>
        {
            var value = random.Next(3) switch
            {
                0 => $"{random.NextInt64(long.MinValue, long.MaxValue)}",
                1 => new[] { "0", "-1", "101", "99999999999999999999", "1.5", "true", "2026-13-40", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "MSAx", "LTEgLTE", "OTk5OTk5OTk5OTk5OTk5OTk5IDE" }[random.Next(12)],
                _ => Short(HostileText.All[random.Next(HostileText.All.Count)]),
            };
            return $"{names[random.Next(names.Count)]}={Uri.EscapeDataString(value)}";
        });
        var query = string.Join('&', parts);
        return query.Length == 0 ? "" : $"?{query}";
    }

    private static void AddHeaders(HttpRequestMessage message, Random random)
    {
        string[] odd = ["", "*", "\"", "W/\"x\"", "\"a\", \"b\"", "\"0\"", new string('x', 3_000), "%00", "-1", "null", "00-00000000000000000000000000000000-0000000000000000-00", "a=b;c=d", "\t"];
        string[] names = ["If-Match", "If-None-Match", "Idempotency-Key", "traceparent", "tracestate", "X-Request-Id", "Accept-Language", "Accept", "Range", "Origin", "X-Interlink-Tenant", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Original-URL", "X-HTTP-Method-Override", "x-ms-client-principal", "Expect", "Forwarded"];
        for (var count = random.Next(3); count > 0; count--)
        {
            var name = names[random.Next(names.Length)];
            if (name != "Expect")
            {
                message.Headers.TryAddWithoutValidation(name, odd[random.Next(odd.Length)]);
            }
        }
    }

    private static string Short(string text)
    {
        var most = Math.Min(text.Length, 300);
        return char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most];
    }
}
