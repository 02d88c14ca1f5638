using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Naive;

/// <summary>Random histories, done to an adapter and to the naive model: every answer is the same.</summary>
internal static class RandomHistory
{
    /// <summary>How many rounds a history has.</summary>
    public const int Rounds = 12;

    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;
    private static readonly TenantId Tenant = TenantId.Parse("property");
    private static readonly string[] Kinds = ["note", "task"];
    private static readonly string[] Aggregates = ["one", "two"];
    private static readonly string[] Languages = ["en", "it", "lv"];
    private static readonly string[] Vocabulary = ["water", "Wasser", "acqua", "ūdens", "Ūdeņi", "budget", "BUDGETS", "bud", "città", "citta", "Éclair", "zebra", "42", "42nd"];
    private static readonly string[] Colours = ["red", "green", "blue"];

    /// <summary>Commits and asks for some rounds.</summary>
    /// <param name="open">Gives the adapter for a round; it may be closed and opened again in between.</param>
    public static async Task<bool> Agrees(int seed, Func<int, Task<IDocuments>> open)
    {
        var random = new Random(seed);
        var model = new NaiveDocuments();
        var revisions = new Dictionary<string, (Revision Model, Revision Local)>();
        for (var round = 0; round < Rounds; round++)
        {
            var adapter = await open(round);
            await CommitToBoth(random, model, adapter, revisions);
            await Same(model, adapter, documents => Everything(documents, new Random(seed + round)));
        }

        return true;
    }

    private static async Task CommitToBoth(
        Random random, IDocuments model, IDocuments local, Dictionary<string, (Revision Model, Revision Local)> revisions)
    {
        var partition = Partition.Of(Tenant, Pick(random, Aggregates));
        var (left, right) = (new Batch(), new Batch());
        var puts = new List<string>();
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            var (kind, id) = (Pick(random, Kinds), $"id-{random.Next(12)}");
            var known = revisions.GetValueOrDefault($"{partition}/{kind}/{id}", (new Revision("none"), new Revision("none")));
            var body = new Body(random.Next());
            var entry = random.Next(5) > 0 ? Entry(random) : null;
            switch (random.Next(10))
            {
                case 0:
                    (left, right) = (left.Create(kind, id, body, entry), right.Create(kind, id, body, entry));
                    break;
                case 1 or 2:
                    (left, right) = (left.Replace(kind, id, body, known.Item1, entry), right.Replace(kind, id, body, known.Item2, entry));
                    break;
                case 3:
                    (left, right) = (left.Remove(kind, id, known.Item1), right.Remove(kind, id, known.Item2));
                    continue;
                case 4:
                    (left, right) = (left.Remove(kind, id), right.Remove(kind, id));
                    continue;
                default:
                    (left, right) = (left.Put(kind, id, body, entry), right.Put(kind, id, body, entry));
                    break;
            }

            puts.Add($"{partition}/{kind}/{id}");
        }

        var (expected, actual) = (await model.Commit(partition, left, Now), await local.Commit(partition, right, Now));
        Assert.Equal(expected.Conflict, actual.Conflict);
        Assert.Equal(expected.Revisions.Count, actual.Revisions.Count);
        for (var i = 0; i < actual.Revisions.Count; i++)
        {
            revisions[puts[i]] = (expected.Revisions[i], actual.Revisions[i]);
        }
    }

    /// <summary>Asks for a good many things, and writes the answers down.</summary>
    private static async Task<List<string>> Everything(IDocuments documents, Random random)
    {
        var answers = new List<string>();
        foreach (var kind in Kinds)
        {
            foreach (var aggregate in Aggregates)
            {
                var list = await documents.List<Body>(Partition.Of(Tenant, aggregate), kind, new ListOptions("id-1", 2), Now);
                answers.Add($"list {kind} {aggregate} {list.Total} {list.Next is null} {Written(list.Items)}");
            }

            for (var i = 0; i < 8; i++)
            {
                SearchScope scope = random.Next(2) == 0 ? Tenant : Partition.Of(Tenant, Pick(random, Aggregates));
                answers.AddRange(await Pages(documents, scope, kind, Query(random), random.Next(1, 6)));
            }
        }

        return answers;
    }

    private static async Task<List<string>> Pages(IDocuments documents, SearchScope scope, string kind, SearchQuery query, int limit)
    {
        var answers = new List<string>();
        for (string? cursor = null; ;)
        {
            var found = await documents.Search<Body>(scope, kind, query with { Page = new PageRequest(limit, cursor) }, Now);
            answers.Add($"{scope} {kind} {JsonSerializer.Serialize(query)}: {found.Page.Total} {JsonSerializer.Serialize(found.Counts.OrderBy(c => c.Key))} {Written(found.Page.Items)}");
            if ((cursor = found.Page.Next) is null)
            {
                return answers;
            }
        }
    }

    private static SearchQuery Query(Random random)
    {
        // How well words match is for each adapter to judge: with words, only the orders that the contract defines.
        var order = (SearchOrder)random.Next(4);
        var text = random.Next(2) == 0 ? string.Join(' ', Enumerable.Range(0, random.Next(1, 3)).Select(_ => Prefix(random))) : null;
        return new SearchQuery
        {
            Text = text,
            Language = Pick(random, [.. Languages, "es"]),
            AnyOf = Some(random, ("colour", Colours), ("size", ["s", "m"]), ("shape", ["round"])),
            AtLeast = random.Next(3) == 0 ? new Dictionary<string, double> { ["rating"] = random.Next(4) } : [],
            Count = [.. ((string[])["colour", "size", "shape"]).Where(_ => random.Next(2) == 0)],
            Order = order == SearchOrder.Relevance && text is not null ? SearchOrder.Title : order,
            OrderNumber = "rating",
        };
    }

    private static SearchEntry Entry(Random random) => new()
    {
        Title = Texts(random, 1, 3),
        Text = Texts(random, 0, 6),
        Facets = Some(random, ("colour", Colours), ("size", ["s", "m", "l"])),
        Numbers = random.Next(3) > 0 ? new Dictionary<string, double> { ["rating"] = random.Next(4) } : [],
    };

    private static LocalizedText Texts(Random random, int least, int most) => LocalizedText.Of(Languages.Where(_ => random.Next(2) == 0)
        .Select(l => KeyValuePair.Create(l, string.Join(' ', Enumerable.Range(0, random.Next(least, most)).Select(_ => Pick(random, Vocabulary))))));

    private static Dictionary<string, IReadOnlyList<string>> Some(Random random, params (string Name, string[] Values)[] facets) => facets
        .Where(_ => random.Next(3) == 0)
        .ToDictionary(f => f.Name, f => (IReadOnlyList<string>)[.. Enumerable.Range(0, random.Next(3)).Select(_ => Pick(random, f.Values))]);

    private static string Prefix(Random random)
    {
        var word = Pick(random, Vocabulary);
        return word[..random.Next(1, word.Length + 1)];
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private static string Written(IEnumerable<Document<Body>> documents) => string.Join(' ', documents.Select(d => $"{d.Aggregate}/{d.Id}={d.Body.Value}"));

    private static async Task Same(IDocuments model, IDocuments local, Func<IDocuments, Task<List<string>>> ask) =>
        Assert.Equal(await ask(model), await ask(local));

    private sealed record Body(int Value);
}
