using System.Reflection;
using Interlink.Functions.Edge;

namespace Interlink.Architecture.Tests;

public sealed class FunctionTests
{
    private static readonly IReadOnlyList<MethodInfo> Functions = FunctionRules.FunctionsOf(typeof(Reply<>).Assembly.GetTypes());

    [Fact]
    public void There_are_functions_to_judge() => Assert.NotEmpty(Functions);

    [Fact]
    public void Every_function_is_public_and_has_a_name_of_its_own() => Rule.Holds(FunctionRules.BadNames(Functions));

    [Fact]
    public void Every_HTTP_function_says_once_who_may_call_it() => Rule.Holds(FunctionRules.UnclearAccess(Functions));

    [Fact]
    public void Every_HTTP_function_says_in_its_signature_what_it_replies() => Rule.Holds(FunctionRules.UnclearReplies(Functions));

    [Fact]
    public void Every_orchestrator_is_static() => Rule.Holds(FunctionRules.StatefulOrchestrators(Functions));

    [Fact]
    public void Every_input_of_an_orchestrator_or_activity_is_a_record_that_begins_with_the_tenant() => Rule.Holds(FunctionRules.TenantlessInputs(Functions));

    [Theory]
    [InlineData(nameof(PlantedFunctions.Closed))]
    [InlineData(nameof(PlantedFunctions.Contradictory))]
    [InlineData(nameof(PlantedFunctions.Keyed))]
    public void A_function_that_does_not_say_once_who_may_call_it_is_found(string planted) =>
        Rule.Breaks(FunctionRules.UnclearAccess, PlantedFunctions.Named(planted));

    [Theory]
    [InlineData(nameof(PlantedFunctions.Untyped))]
    [InlineData(nameof(PlantedFunctions.Silent))]
    public void A_function_that_does_not_reply_is_found(string planted) => Rule.Breaks(FunctionRules.UnclearReplies, PlantedFunctions.Named(planted));

    [Theory]
    [InlineData(nameof(PlantedFunctions.TakesText))]
    [InlineData(nameof(PlantedFunctions.TakesNothing))]
    [InlineData(nameof(PlantedFunctions.TakesTenantLast))]
    [InlineData(nameof(PlantedFunctions.TakesAClass))]
    public void An_input_without_the_tenant_first_is_found(string planted) => Rule.Breaks(FunctionRules.TenantlessInputs, PlantedFunctions.Named(planted));

    [Fact]
    public void An_orchestrator_with_an_instance_is_found() =>
        Rule.Breaks(FunctionRules.StatefulOrchestrators, PlantedFunctions.Named(nameof(PlantedFunctions.TakesText)));

    [Fact]
    public void Two_functions_of_one_name_are_found() =>
        Assert.NotEmpty(FunctionRules.BadNames([PlantedFunctions.Named(nameof(PlantedFunctions.Closed)), PlantedFunctions.Named(nameof(PlantedFunctions.Closed))]));

    [Fact]
    public void A_function_as_it_should_be_breaks_no_rule()
    {
        MethodInfo[] good = [PlantedFunctions.Named(nameof(PlantedFunctions.Good)), PlantedFunctions.Named(nameof(PlantedFunctions.GoodOrchestrator))];
        Assert.Empty(FunctionRules.UnclearAccess(good));
        Assert.Empty(FunctionRules.UnclearReplies(good));
        Assert.Empty(FunctionRules.TenantlessInputs(good));
        Assert.Empty(FunctionRules.StatefulOrchestrators(good));
        Assert.Empty(FunctionRules.BadNames(good));
    }
}
