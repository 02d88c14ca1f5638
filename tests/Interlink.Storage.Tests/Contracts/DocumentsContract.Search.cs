using Interlink.Core.Kernel;
using Interlink.Core.Storage;

namespace Interlink.Storage.Tests.Contracts;

public abstract partial class DocumentsContract
{
    [Fact]
    public async Task Documents_without_a_search_entry_are_not_found_by_searching()
    {
        await Commit(new Batch().Put("note", "a", new Note("", 0)).Put("note", "b", new Note("", 0), Titled("B")));
        Assert.Equal(["b"], await Ids(new SearchQuery()));
        await Commit(new Batch().Put("note", "b", new Note("", 0)).Put("note", "a", new Note("", 0), Titled("A")));
        Assert.Equal(["a"], await Ids(new SearchQuery()));
        Assert.Empty(await Ids(new SearchQuery { Text = "b" }));
    }

    [Fact]
    public async Task An_entry_is_replaced_and_removed_with_its_document()
    {
        await Put("a", Titled("Harbour") with { Facets = Facet("colour", "red") });
        await Put("a", Titled("Market") with { Facets = Facet("colour", "blue") });
        Assert.Empty(await Ids(new SearchQuery { Text = "harbour" }));
        Assert.Equal(["a"], await Ids(new SearchQuery { Text = "market", AnyOf = Facet("colour", "blue") }));
        Assert.Equal([new FacetCount("blue", 1)], (await Search(new SearchQuery { Count = ["colour"] })).Counts["colour"]);
        await Commit(new Batch().Remove("note", "a"));
        Assert.Empty(await Ids(new SearchQuery { Text = "market" }));
        Assert.Equal(0, (await Search(new SearchQuery())).Page.Total);
    }

    [Fact]
    public async Task Every_word_must_begin_a_word_of_title_or_text()
    {
        await Put("a", new SearchEntry { Title = En("Participatory budget"), Text = En("Citizens decide, together.") });
        Assert.Equal(["a"], await Ids(new SearchQuery { Text = "BUDG citiz" }));
        Assert.Equal(["a"], await Ids(new SearchQuery { Text = "  part-budget,  together! " }));
        Assert.Empty(await Ids(new SearchQuery { Text = "budget missing" }));
        Assert.Empty(await Ids(new SearchQuery { Text = "udget" }));
        Assert.Equal(["a"], await Ids(new SearchQuery { Text = "   " }));
    }

    [Fact]
    public async Task Case_and_accents_do_not_matter_to_words()
    {
        await Put("a", new SearchEntry { Title = LocalizedText.Of("lv", "Pašvaldība ČETRI"), Text = LocalizedText.Of("lv", "São Tomé") });
        foreach (var text in (string[])["pasvaldiba", "PAŠVALDĪBA", "četri", "cetri", "sao tome", "Sa\u0303o"])
        {
            Assert.Equal(["a"], await Ids(new SearchQuery { Text = text, Language = "lv" }));
        }
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\"harbour")]
    [InlineData("harbour\"\"")]
    [InlineData("harbour OR AND NOT (")]
    [InlineData("NEAR(harbour, 1)")]
    [InlineData("title : harbour")]
    [InlineData("{title text} : harbour")]
    [InlineData("harbour* ^ - + ~ ! | & ; -- ' % _ \\ / * ?")]
    [InlineData("-harbour")]
    [InlineData("harbour 🎉")]
    [InlineData("🎉👩‍👩‍👧")]
    [InlineData("harbour\0")]
    [InlineData("\u0301\u0302")]
    [InlineData("\uE000 harbour")]
    [InlineData("harbour \uD800")]
    public async Task Nothing_that_people_type_is_an_operator(string text)
    {
        await Put("a", new SearchEntry { Title = En("Harbour"), Text = En("or and not near 1 title text") });
        Assert.Equal(["a"], await Ids(new SearchQuery { Text = text }));
        Assert.Equal(["a"], await Ids(new SearchQuery { Text = text, Order = SearchOrder.Relevance }));
    }

    [Fact]
    public async Task A_very_long_text_is_searched_for_like_any_other()
    {
        var words = Enumerable.Range(0, 1_500).Select(i => $"word{i}x").ToList();
        await Put("a", new SearchEntry { Title = En("Long"), Text = En(string.Join(' ', words)) });
        await Put("b", new SearchEntry { Title = En("Shorter"), Text = En(string.Join(' ', words.Skip(1))) });
        Assert.Equal(["a"], await Ids(new SearchQuery { Text = string.Join(' ', words) }));
        Assert.Equal(["a"], await Ids(new SearchQuery { Text = string.Join(' ', words), Order = SearchOrder.Relevance }));
        Assert.Empty(await Ids(new SearchQuery { Text = string.Join(' ', words) + " nowhere" }));
        Assert.Empty(await Ids(new SearchQuery { Text = new string('a', 10_000) }));
    }

    [Fact]
    public async Task The_readers_language_is_searched_else_English_else_any()
    {
        await Put("both", new SearchEntry { Title = Texts(("en", "water"), ("lv", "ūdens")) });
        await Put("english", new SearchEntry { Title = Texts(("en", "water"), ("it", "acqua")) });
        await Put("neither", new SearchEntry { Title = Texts(("it", "acqua"), ("es", "agua")) });
        Assert.Equal(["english"], await Ids(new SearchQuery { Text = "water", Language = "lv" }));
        Assert.Equal(["both"], await Ids(new SearchQuery { Text = "udens", Language = "lv" }));
        Assert.Empty(await Ids(new SearchQuery { Text = "udens", Language = "en" }));
        Assert.Equal(["neither"], await Ids(new SearchQuery { Text = "acqua", Language = "lv" }));
        Assert.Equal(["neither"], await Ids(new SearchQuery { Text = "agua", Language = "en", Order = SearchOrder.Relevance }));
        Assert.Equal(["english", "neither"], await Ids(new SearchQuery { Text = "acqua", Language = "it" }));
    }

    [Fact]
    public async Task Facets_hold_any_of_their_values_and_all_of_each_other()
    {
        await Put("a", Titled("A") with { Facets = Facets(("colour", ["red", "blue"]), ("size", ["s"])) });
        await Put("b", Titled("B") with { Facets = Facets(("colour", ["green"]), ("size", ["s"])) });
        await Put("c", Titled("C") with { Facets = Facets(("colour", ["red"]), ("size", ["l"])) });
        Assert.Equal(["a", "b", "c"], await Ids(new SearchQuery { AnyOf = Facet("colour", "red", "green") }));
        Assert.Equal(["a", "b"], await Ids(new SearchQuery { AnyOf = Facets(("colour", ["red", "green"]), ("size", ["s"])) }));
        Assert.Empty(await Ids(new SearchQuery { AnyOf = Facet("colour", "RED") }));
        Assert.Empty(await Ids(new SearchQuery { AnyOf = Facet("shape", "round") }));
        Assert.Empty(await Ids(new SearchQuery { AnyOf = Facet("colour") }));
    }

    [Fact]
    public async Task Each_facet_is_counted_with_its_own_condition_lifted()
    {
        await Put("a", Titled("A") with { Facets = Facets(("colour", ["red", "blue", "red"]), ("size", ["s"])) });
        await Put("b", Titled("B") with { Facets = Facets(("colour", ["green"]), ("size", ["s"])) });
        await Put("c", Titled("C") with { Facets = Facets(("colour", ["red"]), ("size", ["l"])) });
        var found = await Search(new SearchQuery { AnyOf = Facets(("colour", ["red"]), ("size", ["s"])), Count = ["colour", "size", "shape"] });
        Assert.Equal(["a"], found.Page.Items.Select(d => d.Id));
        Assert.Equal([new FacetCount("blue", 1), new FacetCount("green", 1), new FacetCount("red", 1)], found.Counts["colour"]);
        Assert.Equal([new FacetCount("l", 1), new FacetCount("s", 1)], found.Counts["size"]);
        Assert.Empty(found.Counts["shape"]);
        Assert.Equal([new FacetCount("red", 2), new FacetCount("blue", 1), new FacetCount("green", 1)], (await Search(new SearchQuery { Count = ["colour"] })).Counts["colour"]);
    }

    [Fact]
    public async Task Numbers_have_a_least_value_and_those_without_do_not_match()
    {
        await Put("low", Titled("A") with { Numbers = new Dictionary<string, double> { ["rating"] = 2 } });
        await Put("high", Titled("B") with { Numbers = new Dictionary<string, double> { ["rating"] = 4.5 } });
        await Put("none", Titled("C"));
        Assert.Equal(["high"], await Ids(new SearchQuery { AtLeast = new Dictionary<string, double> { ["rating"] = 4.5 } }));
        Assert.Equal(["low", "high"], await Ids(new SearchQuery { AtLeast = new Dictionary<string, double> { ["rating"] = -1 } }));
        Assert.Empty(await Ids(new SearchQuery { AtLeast = new Dictionary<string, double> { ["other"] = -1 } }));
        Assert.Equal(["high", "low", "none"], await Ids(new SearchQuery { Order = SearchOrder.Number, OrderNumber = "rating" }));
    }

    [Fact]
    public async Task Titles_sort_without_regard_to_case_and_with_accents_beside_their_letter()
    {
        await Put("1", Titled("Zebra"));
        await Put("2", Titled("éclair"));
        await Put("3", Titled("apple"));
        await Put("4", Titled("Eclipse"));
        await Put("6", Titled("APPLE"));
        await Put("5", Titled("Apple"));
        Assert.Equal(["3", "5", "6", "2", "4", "1"], await Ids(new SearchQuery()));
        Assert.Equal(["3", "5", "6", "2", "4", "1"], await Ids(new SearchQuery { Order = SearchOrder.Relevance }));
    }

    [Fact]
    public async Task Titles_sort_as_the_reader_sees_them()
    {
        await Put("a", new SearchEntry { Title = Texts(("en", "Zoo"), ("it", "Acqua")) });
        await Put("b", new SearchEntry { Title = Texts(("en", "Museum")) });
        Assert.Equal(["b", "a"], await Ids(new SearchQuery { Language = "en" }));
        Assert.Equal(["a", "b"], await Ids(new SearchQuery { Language = "it" }));
    }

    [Fact]
    public async Task Newest_is_what_was_written_last()
    {
        foreach (var id in (string[])["b", "a", "c"])
        {
            await Put(id, Titled("Same"));
            await LetTimePass();
        }

        await Put("a", Titled("Same"));
        Assert.Equal(["a", "c", "b"], await Ids(new SearchQuery { Order = SearchOrder.Newest }));
    }

    [Fact]
    public async Task A_word_in_the_title_weighs_more_than_one_in_the_text()
    {
        await Put("text", new SearchEntry { Title = En("Something else"), Text = En("budget") });
        await Put("title", new SearchEntry { Title = En("The budget"), Text = En("another text of several words") });
        await Put("none", new SearchEntry { Title = En("Unrelated"), Text = En("words") });
        Assert.Equal(["title", "text"], await Ids(new SearchQuery { Text = "budget", Order = SearchOrder.Relevance }));
    }

    [Fact]
    public async Task A_tenant_is_searched_over_all_its_aggregates()
    {
        await Documents.Commit(Partition.Of(Tenant, "one"), new Batch().Put("note", "same", new Note("1", 0), Titled("Shared")), Now);
        await Documents.Commit(Partition.Of(Tenant, "two"), new Batch().Put("note", "same", new Note("2", 0), Titled("Shared")), Now);
        var whole = await Documents.Search<Note>(Tenant, "note", new SearchQuery { Text = "shared" }, Now);
        Assert.Equal([("one", "1"), ("two", "2")], whole.Page.Items.Select(d => (d.Aggregate, d.Body.Text)));
        var part = await Documents.Search<Note>(Partition.Of(Tenant, "two"), "note", new SearchQuery { Text = "shared" }, Now);
        Assert.Equal(["two"], part.Page.Items.Select(d => d.Aggregate));
    }

    [Theory]
    [InlineData(SearchOrder.Title, null)]
    [InlineData(SearchOrder.Newest, null)]
    [InlineData(SearchOrder.Number, null)]
    [InlineData(SearchOrder.Relevance, "shared")]
    [InlineData(SearchOrder.Title, "shared")]
    public async Task Pages_follow_one_another_without_gap_or_repetition(SearchOrder order, string? text)
    {
        for (var i = 0; i < 23; i++)
        {
            var numbers = i % 3 == 0 ? new Dictionary<string, double>() : new Dictionary<string, double> { ["rating"] = i % 4 };
            await Put($"{i:d2}", Titled($"Title {i % 5} shared") with { Numbers = numbers });
        }

        var query = new SearchQuery { Order = order, OrderNumber = "rating", Text = text };
        var whole = await Search(query with { Page = new PageRequest(100, null) });
        var pages = await Pages(query, 4);
        Assert.Equal(23, whole.Page.Total);
        Assert.Equal(whole.Page.Items.Select(d => d.Id), pages);
        Assert.Equal(23, pages.Distinct().Count());
    }

    [Fact]
    public async Task A_page_goes_on_where_it_was_when_its_last_document_is_gone()
    {
        foreach (var id in (string[])["a", "b", "c", "d"])
        {
            await Put(id, Titled(id));
        }

        var first = await Search(new SearchQuery { Page = new PageRequest(2, null) });
        await Commit(new Batch().Remove("note", "b").Put("note", "bb", new Note("", 0), Titled("bb")));
        Assert.Equal(["bb", "c"], await Ids(new SearchQuery { Page = new PageRequest(2, first.Page.Next) }));
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_query_only()
    {
        await Commit(new Batch().Put("note", "a", new Note("", 0), Titled("A")).Put("note", "b", new Note("", 0), Titled("B")));
        var cursor = (await Search(new SearchQuery { Page = new PageRequest(1, null) })).Page.Next;
        Assert.NotNull(cursor);
        Assert.Equal(["b"], await Ids(new SearchQuery { Page = new PageRequest(1, cursor), Count = ["colour"] }));
        var page = new PageRequest(1, cursor);
        foreach (var other in (SearchQuery[])[new() { Page = page, Order = SearchOrder.Newest }, new() { Page = page, Text = "a" }, new() { Page = page, Language = "it" }, new() { Page = page, AnyOf = Facet("colour", "red") }])
        {
            await Assert.ThrowsAsync<InvalidCursorException>(() => Search(other));
        }

        await Assert.ThrowsAsync<InvalidCursorException>(() => Documents.Search<Note>(Tenant, "note", new SearchQuery { Page = page }, Now));
        await Assert.ThrowsAsync<InvalidCursorException>(() => Documents.List<Note>(Notes, "note", new ListOptions("", 1, cursor), Now));
    }

    /// <summary>Waits until a later write has a later time.</summary>
    protected virtual Task LetTimePass() => Task.CompletedTask;

    private static LocalizedText En(string text) => LocalizedText.Of("en", text);

    private static LocalizedText Texts(params (string Language, string Text)[] texts) => LocalizedText.Of(texts.Select(t => KeyValuePair.Create(t.Language, t.Text)));

    private static Dictionary<string, IReadOnlyList<string>> Facet(string name, params string[] values) => Facets((name, values));

    private static Dictionary<string, IReadOnlyList<string>> Facets(params (string Name, string[] Values)[] facets) =>
        facets.ToDictionary(f => f.Name, f => (IReadOnlyList<string>)f.Values);

    private Task<CommitResult> Put(string id, SearchEntry entry) => Commit(new Batch().Put("note", id, new Note(id, 0), entry));

    private Task<SearchResult<Note>> Search(SearchQuery query) => Documents.Search<Note>(Notes, "note", query, Now);

    private async Task<List<string>> Ids(SearchQuery query) => [.. (await Search(query)).Page.Items.Select(d => d.Id)];

    private async Task<List<string>> Pages(SearchQuery query, int limit)
    {
        var ids = new List<string>();
        for (string? cursor = null; ;)
        {
            var found = await Search(query with { Page = new PageRequest(limit, cursor) });
            ids.AddRange(found.Page.Items.Select(d => d.Id));
            if ((cursor = found.Page.Next) is null)
            {
                return ids;
            }
        }
    }
}
