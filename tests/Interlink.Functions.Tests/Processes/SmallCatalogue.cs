using System.Text;
using Interlink.Core.Catalogue;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Functions.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Tests.Processes;

/// <summary>A handful of entries put straight into the store, for tests that are not about importing.</summary>
internal static class SmallCatalogue
{
    private const string HelloHash = "185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969";

    /// <summary>A host whose tenant has the catalogue.</summary>
    public static async Task<InterlinkHost> Start(HostOptions? options = null)
    {
        var host = await InterlinkHost.Start(options);
        var (documents, blobs) = (host.Services.GetRequiredService<IDocuments>(), host.Services.GetRequiredService<IBlobs>());
        var tenant = TenantId.Parse("varam");
        await blobs.Put(CatalogueStore.FileAddress(tenant, HelloHash), new MemoryStream(Encoding.UTF8.GetBytes("Hello")), "text/plain", 100, CancellationToken.None);
        var batch = new Batch()
            .Put(CoproductionSchema.Kind, "parks", Parks)
            .Put(ProblemProfile.Kind, "ORG_1.2", new ProblemProfile("ORG_1.2", Text("Who takes part", lv: "Kas piedalās"), LocalizedText.Empty, LocalizedText.Empty));
        foreach (var interlinker in Interlinkers)
        {
            batch.Put(Interlinker.Kind, interlinker.Id, interlinker);
        }

        Assert.True((await documents.Commit(CatalogueStore.PartitionOf(tenant), batch, CancellationToken.None)).Committed);
        return host;
    }

    private static CoproductionSchema Parks { get; } = new()
    {
        Id = "parks",
        Name = Text("Parks together", lv: "Parki kopā"),
        Phases =
        [
            Item("engage", Text("Engage", lv: "Iesaistīt")) with
            {
                Items =
                [
                    Item("people", Text("People")) with
                    {
                        Items =
                        [
                            Item("list", Text("List who takes part", lv: "Saraksts")) with { ProblemProfiles = ["ORG_1.2"], Description = Text("Write *everybody* down.") },
                            Item("invite", Text("Invite them"), "list"),
                        ],
                    },
                ],
            },
            Item("build", Text("Build"), "engage") with
            {
                IsPartOfCodelivery = true,
                Items = [Item("make", Text("Make")) with { Items = [Item("draft", Text("Draft")), Item("review", Text("Review"), "draft")] }],
            },
        ],
    };

    private static IEnumerable<Interlinker> Interlinkers
    {
        get
        {
            var checklist = new Interlinker
            {
                Id = "checklist",
                Nature = InterlinkerNature.Knowledge,
                Name = Text("Checklist", lv: "Kontrolsaraksts"),
                Templates = new Dictionary<string, CatalogueFile>
                {
                    ["en"] = new("who comes.txt", "text/plain", 5, HelloHash),
                    ["lv"] = new("kas nāk \"šodien\".txt", "text/plain", 5, HelloHash),
                },
            };
            yield return checklist;
            yield return checklist with { Id = "tool", Nature = InterlinkerNature.Software };
            yield return checklist with { Id = "lost", Templates = new Dictionary<string, CatalogueFile>() };
            yield return checklist with { Id = "page", Nature = InterlinkerNature.ExternalKnowledge, ExternalUri = LocalizedText.Of("en", "https://example.org/page") };
        }
    }

    private static LocalizedText Text(string en, string lv = "") => LocalizedText.Of([new("en", en), new("lv", lv)]);

    private static SchemaItem Item(string id, LocalizedText name, params string[] after) => new() { Id = id, Name = name, Prerequisites = after };
}
