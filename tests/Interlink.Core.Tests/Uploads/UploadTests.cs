using FsCheck;
using FsCheck.Fluent;
using Interlink.Core.Uploads;

namespace Interlink.Core.Tests.Uploads;

public sealed class UploadTests
{
    [Fact]
    public void Parts_fill_the_file_exactly_and_none_is_empty() =>
        Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), length =>
        {
            var upload = new Upload("id", "subject", "name", length, "type", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
            var lengths = Enumerable.Range(0, upload.Parts).Select(upload.LengthOf).ToList();
            return lengths.Sum(l => (long)l) == length && lengths[..^1].TrueForAll(l => l == Upload.PartSize) && lengths[^1] is > 0 and <= Upload.PartSize;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("plan.zip", null, "")]
    [InlineData("Plāns (2).pdf", "application/pdf; charset=utf-8", "")]
    [InlineData("a/b", "text", "fileName: malformed|contentType: malformed")]
    [InlineData("..", "text/", "fileName: malformed|contentType: malformed")]
    [InlineData("a\u0007", null, "fileName: malformed")]
    public void Names_and_types_are_checked(string name, string? type, string expected) =>
        Assert.Equal(expected, string.Join('|', FileNames.Check(name, type).Select(f => $"{f.Field}: {f.Code}")));

    [Fact]
    public void The_missing_parts_are_named_but_not_thousands_of_them()
    {
        var error = new UploadIncomplete([.. Enumerable.Range(0, 5000)]);
        Assert.Equal(100, error.Fields.Count);
        Assert.Contains("5000", error.Detail, StringComparison.Ordinal);
    }
}
