using System.Collections.Concurrent;
using System.Diagnostics;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Audit;
using Interlink.Functions.Tests.Authorisation;
using Interlink.Storage.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(WriteWitness))]

namespace Interlink.Functions.Tests.Audit;

/// <summary>Watches every host of these tests: a request that succeeded and wrote something must have told the audit of it, itself or by the operation that it started. Judged when
/// the tests are over, over every request that they made. A function that rightly tells nothing stands below, with its reason.</summary>
public sealed class WriteWitness : IDisposable
{
    private static readonly Dictionary<string, string> Silent = new(StringComparer.Ordinal)
    {
        ["BeginUpload"] = "What is sent becomes something only when it is used, and that is told.",
        ["SendUploadPart"] = "As BeginUpload.",
        ["GetRoles"] = "Reads: the platform in front asks by POST.",
    };

    /// <summary>What is written beside, not for somebody.</summary>
    private static readonly string[] Technical = ["idempotency", "audit", "sign-in", "api-use"];

    private static readonly ConcurrentDictionary<string, string> Wrote = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<(string Function, string Trace), bool> Successes = new();
    private static readonly ConcurrentDictionary<string, bool> Told = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Reads = new(StringComparer.Ordinal);

    /// <summary>What a request of a trace reads from now on: operation and kind, in order.</summary>
    internal static IEnumerable<string> FollowReads(string trace) => Reads.GetOrAdd(trace, _ => new ConcurrentQueue<string>());

    /// <summary>Lets a host be watched.</summary>
    internal static void Watch(IServiceCollection services) => services
        .AddTransient<IStartupFilter, Requests>()
        .AddSingleton<IDocuments>(s => new Commits(s.GetRequiredService<LocalStorage>().Documents));

    /// <summary>The judgement.</summary>
    public void Dispose()
    {
        var silent = Successes.Keys.Where(s => !Silent.ContainsKey(s.Function) && Wrote.ContainsKey(s.Trace) && !Told.ContainsKey(s.Trace))
            .Select(s => $"{s.Function} wrote to {Wrote[s.Trace]}").Distinct().Order();
        Assert.Empty(silent);
        Assert.Empty(Silent.Keys.Except(HttpFunction.All.Select(f => f.Name)));
    }

    private sealed class Requests : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(See);
            next(app);
        };

        private static async Task See(HttpContext http, RequestDelegate next)
        {
            await next(http);
            if (http.Response.StatusCode is >= 200 and < 300 && !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsOptions(http.Request.Method)
                && http.Request.Path.Value is { } path && path.StartsWith("/api/", StringComparison.Ordinal)
                && http.Response.Headers.TraceParent.ToString().Split('-') is [_, var trace, ..])
            {
                var request = $"{http.Request.Method} {path["/api/".Length..]}";
                foreach (var function in HttpFunction.All.Where(f => f.Fits(request)).Take(1))
                {
                    Successes[(function.Name, trace)] = true;
                }
            }
        }
    }

    private sealed class Commits(IDocuments documents) : IDocuments
    {
        public async Task<CommitResult> Commit(Partition partition, Batch batch, CancellationToken cancellation)
        {
            var made = await documents.Commit(partition, batch, cancellation);
            if (made.Committed && batch.Operations.Any(o => !IsSeen(o)) && Activity.Current is { } request && !Technical.Contains(partition.Aggregate))
            {
                Wrote[request.TraceId.ToHexString()] = partition.Aggregate;
            }

            foreach (var told in made.Committed ? batch.Events : [])
            {
                Told[told.Correlation ?? ""] = true;
            }

            return made;
        }

        // That somebody was seen again is written down by whatever comes first after ten minutes.
        private static bool IsSeen(BatchOperation operation) => operation is PutOperation { Kind: "account-session" };

        public Task<Document<T>?> Find<T>(Partition partition, string kind, string id, CancellationToken cancellation) =>
            Read($"find:{kind}", () => documents.Find<T>(partition, kind, id, cancellation));

        public Task<IReadOnlyList<Document<T>>> FindMany<T>(Partition partition, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
            Read($"many:{kind}", () => documents.FindMany<T>(partition, kind, ids, cancellation));

        public Task<Page<Document<T>>> List<T>(Partition partition, string kind, ListOptions options, CancellationToken cancellation) =>
            Read($"list:{kind}", () => documents.List<T>(partition, kind, options, cancellation));

        public Task<SearchResult<T>> Search<T>(SearchScope scope, string kind, SearchQuery query, CancellationToken cancellation) =>
            Read($"search:{kind}", () => documents.Search<T>(scope, kind, query, cancellation));

        private static T Read<T>(string what, Func<T> read)
        {
            if (Activity.Current is { } request && Reads.TryGetValue(request.TraceId.ToHexString(), out var reads))
            {
                reads.Enqueue(what);
            }

            return read();
        }
    }
}
