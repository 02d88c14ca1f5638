using System.Diagnostics.Metrics;
using System.Net;
using Azure.Core;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Azure;
using Interlink.Storage.Azure.Cosmos;
using Interlink.Storage.Tests.Azure.Gateway;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Storage.Tests.Azure;

/// <summary>What the service refuses, and what its requests cost.</summary>
public sealed class CosmosFaultTests
{
    private static readonly CancellationToken Now = TestContext.Current.CancellationToken;
    private static readonly Partition Notes = Partition.Of(TenantId.Parse("faults"), "notes");

    [Fact]
    public async Task A_burst_of_too_many_requests_is_waited_out()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        cosmos.Gateway.Fault = Failing.First(4, _ => true, Failing.TooMany);
        var before = cosmos.Gateway.Requests;
        Assert.True((await cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1, Entry), Now)).Committed);
        Assert.Equal(5, cosmos.Gateway.Requests - before);
        cosmos.Gateway.Fault = Failing.First(3, _ => true, Failing.TooMany);
        Assert.Equal(1, (await cosmos.Documents.Search<int>(Notes, "note", new SearchQuery(), Now)).Page.Total);
    }

    [Fact]
    public async Task Too_many_requests_for_too_long_are_transient_and_say_how_long_to_wait()
    {
        await using var cosmos = await CosmosOverDouble.Start(configure: settings => settings["RateLimitRetries"] = "2");
        cosmos.Gateway.Fault = _ => Failing.TooMany;
        var before = cosmos.Gateway.Requests;
        var busy = await Assert.ThrowsAsync<TransientException>(() => cosmos.Documents.Find<int>(Notes, "note", "a", Now));
        Assert.Equal(TimeSpan.FromMilliseconds(5), busy.RetryAfter);
        Assert.Equal(3, cosmos.Gateway.Requests - before);
    }

    public static MatrixTheoryData<HttpStatusCode, string> PassingFaults => new(
        [HttpStatusCode.ServiceUnavailable, HttpStatusCode.RequestTimeout, HttpStatusCode.InternalServerError],
        ["find", "find many", "list", "search", "outbox"]);

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task What_passes_is_transient_for_every_way_of_reading(HttpStatusCode status, string way)
    {
        await using var cosmos = await CosmosOverDouble.Start();
        cosmos.Gateway.Fault = _ => Failing.Of(status);
        await Assert.ThrowsAsync<TransientException>(() => way switch
        {
            "find" => cosmos.Documents.Find<int>(Notes, "note", "a", Now),
            "find many" => cosmos.Documents.FindMany<int>(Notes, "note", ["a", "b"], Now),
            "list" => cosmos.Documents.List<int>(Notes, "note", default, Now),
            "search" => cosmos.Documents.Search<int>(Notes, "note", new SearchQuery(), Now),
            _ => cosmos.Get<IOutbox>().Read(null, 10, Now),
        });
    }

    [Fact]
    public async Task A_missing_role_is_named()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        cosmos.Gateway.Fault = _ => Failing.Of(HttpStatusCode.Forbidden, "5300");
        var refused = await Assert.ThrowsAsync<AzureStorageException>(() => cosmos.Documents.Find<int>(Notes, "note", "a", Now));
        Assert.Equal(AzureStorageFault.NotAllowed, refused.Fault);
        Assert.Contains("Cosmos DB Built-in Data Contributor", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AzureStorageException>(() => cosmos.Documents.Commit(Notes, new Batch().Create("note", "a", 1), Now));
    }

    [Fact]
    public async Task A_credential_that_is_not_accepted_names_its_remedy()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        cosmos.Gateway.Fault = _ => Failing.Of(HttpStatusCode.Unauthorized);
        var refused = await Assert.ThrowsAsync<AzureStorageException>(() => cosmos.Documents.List<int>(Notes, "note", default, Now));
        Assert.Equal(AzureStorageFault.NotSignedIn, refused.Fault);
        Assert.Contains("ManagedIdentityClientId", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_an_emulator_the_container_is_made_and_on_an_account_a_missing_one_keeps_the_host_from_starting()
    {
        var gateway = new GatewayDouble { HasContainer = false };
        var missing = await Assert.ThrowsAsync<AzureStorageException>(() => OnAccount(gateway));
        Assert.Equal(AzureStorageFault.Missing, missing.Fault);
        Assert.Contains("azd provision", missing.Message, StringComparison.Ordinal);
        Assert.False(gateway.HasContainer);
        await using var emulator = await CosmosOverDouble.Start(gateway);
        Assert.True(gateway.HasContainer);
        await using var account = await OnAccount(gateway);
        Assert.True((await account.Get<IDocuments>().Commit(Notes, new Batch().Create("note", "a", 1), Now)).Committed);
    }

    [Fact]
    public async Task A_host_starts_although_the_service_is_busy()
    {
        var gateway = new GatewayDouble { Fault = _ => Failing.Unavailable };
        await using var account = await OnAccount(gateway);
        await Assert.ThrowsAsync<TransientException>(() => account.Get<IDocuments>().Find<int>(Notes, "note", "a", Now));
        gateway.Fault = _ => null;
        Assert.Null(await account.Get<IDocuments>().Find<int>(Notes, "note", "a", Now));
    }

    [Fact]
    public async Task Every_request_is_charged_to_its_tenant()
    {
        await using var cosmos = await CosmosOverDouble.Start();
        var charges = cosmos.Get<RequestCharges>();
        var measured = 0.0;
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => l.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<double>((instrument, units, tags, _) =>
            measured += instrument.Name == "interlink.storage.request_units" && tags[0].Key == "tenant" && Equals(tags[0].Value, "charged-tenant") ? units : 0);
        listener.Start();
        var partition = Partition.Of(TenantId.Parse("charged-tenant"), "notes");
        await cosmos.Documents.Commit(partition, new Batch().Create("note", "a", 1, Entry), Now);
        await cosmos.Documents.Find<int>(partition, "note", "a", Now);
        await cosmos.Documents.Find<int>(partition, "note", "missing", Now);
        await cosmos.Documents.List<int>(partition, "note", default, Now);
        var sums = charges.Take();
        Assert.Equal([partition.Tenant], sums.Keys);
        Assert.Equal(5 * GatewayDouble.Charge, sums[partition.Tenant], precision: 6);
        Assert.Equal(sums[partition.Tenant], measured, precision: 6);
        Assert.Empty(charges.Take());
    }

    private static SearchEntry Entry => new() { Title = LocalizedText.Of("en", "Title") };

    /// <summary>The double as an account that is reached with a token.</summary>
    private static Task<AzureHost> OnAccount(GatewayDouble gateway) => AzureHost.Start(
        new Dictionary<string, string?> { ["CosmosEndpoint"] = GatewayDouble.Endpoint.AbsoluteUri, ["CosmosGateway"] = "true" },
        services => services.AddSingleton<TokenCredential>(new TestCredential()).AddSingleton<CosmosClientOptions>(gateway.ClientOptions()));
}
