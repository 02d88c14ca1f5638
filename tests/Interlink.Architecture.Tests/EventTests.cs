namespace Interlink.Architecture.Tests;

public sealed class EventTests
{
    private const string Made = "class ThingEvents { DomainEvent Made() => new DomainEvent(\"1\", \"thing.made\", default, \"a\", \"b\", 1); }";

    private static readonly IReadOnlyList<SourceFile> Product = [.. Tree.In("shared", ".cs"), .. Tree.In("functions", ".cs")];

    [Fact]
    public void Events_are_made_as_the_house_does() => Rule.Holds(EventRules.Read(Product).Faults);

    [Fact]
    public void The_documentation_lists_exactly_the_event_types_that_are_emitted() =>
        Rule.Holds(EventRules.Differences(EventRules.Read(Product).Types, EventRules.Listed(Tree.Files.Single(f => f.Path == "docs/events.md").Text)));

    [Fact]
    public void The_event_types_of_the_product_are_found() => Assert.Contains("process.created", EventRules.Read(Product).Types);

    [Theory]
    [InlineData(Made)]
    [InlineData("class ThingEvents { DomainEvent Made(Caller c) => Make(c, \"thing.made\", c.Subject, 1); }")]
    [InlineData("class ThingEvents { public const string Made = \"thing.made\"; }")]
    public void An_emitted_and_listed_event_is_right(string source)
    {
        var (types, faults) = EventRules.Read([new("ThingEvents.cs", source)]);
        Assert.Empty(faults);
        Assert.Empty(EventRules.Differences(types, EventRules.Listed("| type | data |\n|---|---|\n| `thing.made` | … |\n")));
    }

    [Fact]
    public void An_event_that_a_use_case_asks_for_is_found() =>
        Assert.Equal(["thing.made"], EventRules.Read([new("MakeThing.cs", "class A { object M(Caller c) => _events.Make(c, \"thing.made\", c.Subject, 1); }")]).Types);

    [Fact]
    public void An_event_made_outside_its_slices_events_is_found() => Assert.NotEmpty(EventRules.Read([new("Store.cs", Made)]).Faults);

    [Fact]
    public void An_event_type_that_is_no_event_type_is_found() =>
        Assert.NotEmpty(EventRules.Read([new("ThingEvents.cs", Made.Replace("thing.made", "Thing.Make", StringComparison.Ordinal))]).Faults);

    [Fact]
    public void A_page_that_lists_too_little_or_too_much_is_found()
    {
        Assert.NotEmpty(EventRules.Differences(new HashSet<string> { "thing.made" }, EventRules.Listed("nothing")));
        Assert.NotEmpty(EventRules.Differences(new HashSet<string>(), EventRules.Listed("| `thing.made` |")));
    }
}
