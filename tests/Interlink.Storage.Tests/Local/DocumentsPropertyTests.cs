using FsCheck;
using FsCheck.Fluent;
using Interlink.Storage.Tests.Naive;

namespace Interlink.Storage.Tests.Local;

public sealed class DocumentsPropertyTests
{
    [Fact]
    public void Local_storage_answers_as_the_model_does() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => Agrees(seed).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    private static async Task<bool> Agrees(int seed)
    {
        var random = new Random(seed);
        await using var folder = await LocalFolder.Open(o => o with { IndexedEntries = random.Next(2) * 1_000 });
        return await RandomHistory.Agrees(seed, async round =>
        {
            if (round == RandomHistory.Rounds / 2)
            {
                await folder.Reopen();
            }

            return folder.Storage.Documents;
        });
    }
}
