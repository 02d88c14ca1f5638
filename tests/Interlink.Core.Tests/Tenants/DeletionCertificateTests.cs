using Interlink.Core.Kernel;
using Interlink.Core.Tenants;

namespace Interlink.Core.Tests.Tenants;

public sealed class DeletionCertificateTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void A_line_depends_on_every_name_every_content_and_their_order()
    {
        var line = ErasedLine.Begin("blobs", "uploads").Add("a", Hash).Add("b", Hash);
        Assert.Equal(2, line.Count);
        Assert.Equal(line, ErasedLine.Begin("blobs", "uploads").Add("a", Hash).Add("b", Hash));
        string[] others =
        [
            ErasedLine.Begin("blobs", "uploads").Add("b", Hash).Add("a", Hash).Sha256, ErasedLine.Begin("blobs", "uploads").Add("a", Hash).Add("c", Hash).Sha256,
            ErasedLine.Begin("blobs", "uploads").Add("a", Hash).Add("b", new string('b', 64)).Sha256, ErasedLine.Begin("blobs", "uploads").Add("a", Hash).Sha256,
        ];
        Assert.DoesNotContain(line.Sha256, others);
    }

    [Fact]
    public void Whatever_is_changed_in_a_certificate_shows()
    {
        var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var unsealed = new DeletionCertificate(TenantId.Parse("varam"), "tenant-deletion.1", "operator", at, at, at, [ErasedLine.Begin("blobs", "uploads").Add("a", Hash)], "");
        var certificate = unsealed with { Sha256 = unsealed.Digest() };
        Assert.True(certificate.IsIntact());
        DeletionCertificate[] changed =
        [
            certificate with { Tenant = TenantId.Parse("other") }, certificate with { Operation = "x" }, certificate with { RequestedBy = "x" },
            certificate with { RequestedAt = at.AddTicks(1) }, certificate with { ErasureBeganAt = at.AddTicks(1) }, certificate with { ErasedAt = at.AddTicks(1) },
            certificate with { Lines = [] }, certificate with { Lines = [certificate.Lines[0] with { Count = 2 }] }, certificate with { Lines = [certificate.Lines[0] with { Kind = "x" }] },
            certificate with { Lines = [certificate.Lines[0] with { Sha256 = Hash }] },
        ];
        Assert.All(changed, c => Assert.False(c.IsIntact()));
    }
}
