using System.Text.Json;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Core.Operations;
using Interlink.Functions.Catalogue;

namespace Interlink.Functions.Tests.Catalogue;

public sealed class ImportInputTests
{
    private static readonly TenantId Tenant = TenantId.Parse("varam");
    private static readonly OperationId Import = OperationId.Of("catalogue-import", Ulids.Derive("input"));

    public static TheoryData<object> Inputs =>
    [
        new ImportCatalogueInput(Tenant, Import, "somebody"),
        new ImportCatalogueInput(Tenant, Import, "somebody", new ImportCheckpoint(2, new ImportRounds(1, 2, 1), 50, 76,
            OperationTrail.Empty.Begin("reading", DateTimeOffset.UnixEpoch).Begin("checking", DateTimeOffset.UnixEpoch.AddSeconds(1)).End(StepOutcome.Failed, DateTimeOffset.UnixEpoch.AddSeconds(2)))),
        new ImportSourceCheck(null),
        new ImportSourceCheck(new OperationFault("source-not-a-zip", "It is none.")),
        new PrepareImportInput(Tenant, Import),
        new SaveImportRoundInput(Tenant, Import, 3),
        new FinishImportInput(Tenant, Import, "somebody", new OperationFault("source-not-a-zip", "It is none.")),
        new ImportPlan(76, new ImportRounds(1, 2, 1)),
        new ImportPlan(0, new ImportRounds(0, 0, 0), new OperationFault("source-not-a-zip", "It is none.")),
    ];

    [Theory]
    [MemberData(nameof(Inputs), DisableDiscoveryEnumeration = true)]
    public void What_an_import_hands_on_survives_being_written_and_read(object input) =>
        Assert.Equal(input, JsonSerializer.Deserialize(JsonSerializer.Serialize(input, input.GetType()), input.GetType()));
}
