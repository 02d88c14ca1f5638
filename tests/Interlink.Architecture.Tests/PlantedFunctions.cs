using System.Reflection;
using Interlink.Core.Kernel;
using Interlink.Functions.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Interlink.Architecture.Tests;

/// <summary>Functions that break one rule each, and two that break none; judged by their signatures, never called.</summary>
public sealed class PlantedFunctions
{
    /// <summary>The planted function of that name.</summary>
    public static MethodInfo Named(string name) => typeof(PlantedFunctions).GetMethod(name)!;

    [Function("Good"), Allow(Scope.Member)]
    public Task<Reply<string>> Good([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => throw Never(request);

    [Function("Closed")]
    public Task<Reply<string>> Closed([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => throw Never(request);

    [Function("Contradictory"), Allow(Scope.Member), AllowAnonymous]
    public Task<Reply<string>> Contradictory([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => throw Never(request);

    [Function("Keyed"), Allow(Scope.Member)]
    public Task<Reply<string>> Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => throw Never(request);

    [Function("Untyped"), Allow(Scope.Member)]
    public Task<IResult> Untyped([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => throw Never(request);

    [Function("Silent"), Allow(Scope.Member)]
    public Task Silent([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => throw Never(request);

    [Function("GoodOrchestrator")]
    public static Task<string> GoodOrchestrator([OrchestrationTrigger] TaskOrchestrationContext context, PlantedInput input) => throw Never(context, input);

    [Function("TakesText")]
    public Task TakesText([OrchestrationTrigger] TaskOrchestrationContext context, string input) => throw Never(context, input);

    [Function("TakesNothing")]
    public static Task TakesNothing([OrchestrationTrigger] TaskOrchestrationContext context) => throw Never(context);

    [Function("TakesTenantLast")]
    public Task TakesTenantLast([ActivityTrigger] PlantedLateTenant input) => throw Never(input);

    [Function("TakesAClass")]
    public Task TakesAClass([ActivityTrigger] PlantedClass input) => throw Never(input);

    private static InvalidOperationException Never(params object[] arguments) => new($"A planted function was called with {arguments.Length} arguments.");
}

public sealed record PlantedInput(TenantId Tenant, string Id);

public sealed record PlantedLateTenant(string Id, TenantId Tenant);

public sealed class PlantedClass(TenantId tenant)
{
    public TenantId Tenant { get; } = tenant;
}
