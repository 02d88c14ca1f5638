using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Storage;
using Interlink.Storage.Tests.Azure.Gateway;
using Interlink.Storage.Tests.Contracts;
using Interlink.Storage.Tests.Naive;

namespace Interlink.Storage.Tests.Azure;

/// <summary>On the account that the environment names, else over the double.</summary>
public sealed class CosmosDocumentsTests : DocumentsContract
{
    private IAsyncDisposable? _cosmos;

    protected override async Task<IDocuments> Create()
    {
        if (RealAccount.Cosmos is { } settings)
        {
            var account = await AzureHost.Start(settings);
            _cosmos = account;
            return account.Get<IDocuments>();
        }

        var over = await CosmosOverDouble.Start();
        _cosmos = over;
        return over.Documents;
    }

    protected override ValueTask Close() => _cosmos!.DisposeAsync();

    protected override Task LetTimePass() => Task.Delay(RealAccount.Cosmos is null ? 0 : 10);
}

/// <summary>The same with hardly any room for indexes in memory, and answers that come in many small pages.</summary>
public sealed class CrampedCosmosDocumentsTests : DocumentsContract
{
    private CosmosOverDouble? _cosmos;

    protected override async Task<IDocuments> Create() =>
        (_cosmos = await CosmosOverDouble.Start(new GatewayDouble { PageSize = 2 }, settings => settings["IndexedEntries"] = "0")).Documents;

    protected override ValueTask Close() => _cosmos!.DisposeAsync();
}

public sealed class CosmosPropertyTests
{
    [Fact]
    public void Cosmos_answers_as_the_model_does() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => Agrees(seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    /// <summary>Two programs take turns on one container, and each starts anew in the middle.</summary>
    private static async Task<bool> Agrees(int seed)
    {
        var gateway = new GatewayDouble();
        var programs = new List<CosmosOverDouble>();
        try
        {
            return await RandomHistory.Agrees(seed, async round =>
            {
                if (round % (RandomHistory.Rounds / 2) < 2)
                {
                    programs.Add(await CosmosOverDouble.Start(gateway));
                }

                return programs[^Math.Min(programs.Count, 1 + (round % 2))].Documents;
            });
        }
        finally
        {
            foreach (var program in programs)
            {
                await program.DisposeAsync();
            }
        }
    }
}
