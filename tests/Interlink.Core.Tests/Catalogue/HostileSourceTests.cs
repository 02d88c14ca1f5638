using System.IO.Compression;
using System.Text;
using Interlink.Core.Catalogue.Import;
using Interlink.Core.Kernel;
using Interlink.Testing;

namespace Interlink.Core.Tests.Catalogue;

public sealed class HostileSourceTests
{
    private const int Link = unchecked((int)0xA1FF0000);

    [Theory]
    [InlineData("interlinkers/../../etc/passwd")]
    [InlineData("../interlinkers/x")]
    [InlineData("/interlinkers/x")]
    [InlineData("C:/interlinkers/x")]
    [InlineData("interlinkers\\x")]
    [InlineData("interlinkers//x")]
    [InlineData("interlinkers/./x")]
    [InlineData("interlinkers/a\u0001b")]
    public void A_path_that_no_honest_catalogue_has_refuses_the_source(string path)
    {
        var refusal = Refused(Zip((path, "x")));
        Assert.IsType<UnsafeSourcePath>(refusal);
        Assert.Equal(ErrorKind.Invalid, refusal.Kind);
    }

    [Fact]
    public void A_path_that_occurs_twice_refuses_the_source() =>
        Assert.Contains("twice", Refused(Zip(("interlinkers/x", "1"), ("interlinkers/x", "2"))).Detail, StringComparison.Ordinal);

    [Fact]
    public void A_symbolic_link_refuses_the_source() =>
        Assert.Contains("link", Refused(Zip(a => a.CreateEntry("interlinkers/x").ExternalAttributes = Link)).Detail, StringComparison.Ordinal);

    [Fact]
    public void A_path_longer_than_any_refuses_the_source() =>
        Assert.IsType<UnsafeSourcePath>(Refused(Zip(("interlinkers/" + new string('x', 500), "x"))));

    [Fact]
    public void Too_many_files_refuse_the_source() =>
        Assert.IsType<SourceTooLarge>(Refused(Zip([.. Enumerable.Range(0, 11).Select(i => ($"interlinkers/{i}", "x"))]), new ImportLimits { MaxFiles = 10 }));

    [Fact]
    public void A_file_that_is_too_large_refuses_the_source() =>
        Assert.IsType<SourceTooLarge>(Refused(Zip(("interlinkers/x", new string('x', 2_000))), new ImportLimits { MaxFileBytes = 1_000 }));

    [Fact]
    public void Files_that_are_too_large_together_refuse_the_source() =>
        Assert.IsType<SourceTooLarge>(Refused(Zip(("interlinkers/x", new string('x', 600)), ("interlinkers/y", new string('y', 600))), new ImportLimits { MaxTotalBytes = 1_000 }));

    [Fact]
    public void An_archive_with_too_many_bytes_refuses_the_source() =>
        Assert.IsType<SourceTooLarge>(Refused(SampleCatalogue.Zip(), new ImportLimits { MaxSourceBytes = 1_000 }));

    [Fact]
    public void A_file_that_unpacks_to_suspiciously_much_refuses_the_source() =>
        Assert.IsType<SourceSuspicious>(Refused(Zip(("interlinkers/x", new string('x', 4 << 20)))));

    [Fact]
    public void A_file_that_unpacks_to_more_than_it_declares_is_not_read_further()
    {
        var zip = Zip(("interlinkers/knowledge/A/metadata.json", Sources.Entry(_ => { })), ("interlinkers/knowledge/A/x.bin", new string('x', 5_000)));
        Understate(zip, 5_000, 50);
        using var tree = ZipSourceTree.OpenZip(zip, new ImportLimits()).Value;
        var file = tree.Files.Single(f => f.Name == "x.bin");
        Assert.Equal(50, file.Length);
        using var stream = tree.Open(file);
        using var read = new MemoryStream();
        var fault = Record.Exception(() => stream.CopyTo(read));
        Assert.True(fault is InvalidDataException || read.Length == 50, $"{read.Length} bytes were read.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an archive at all")]
    [InlineData("PK\u0003\u0004 but nothing behind")]
    public void Something_that_is_no_archive_is_told_so(string content) =>
        Assert.IsType<SourceNotZip>(Refused(new MemoryStream(Encoding.Latin1.GetBytes(content))));

    [Fact]
    public void An_archive_that_was_cut_short_is_told_so()
    {
        var whole = SampleCatalogue.Zip().ToArray();
        Assert.IsType<SourceNotZip>(Refused(new MemoryStream(whole[..(whole.Length / 2)])));
    }

    [Fact]
    public void An_archive_without_a_catalogue_is_told_so()
    {
        Assert.IsType<SourceNotCatalogue>(Refused(Zip(("readme.txt", "hello"))));
        Assert.IsType<SourceNotCatalogue>(Refused(Zip(("a/b/interlinkers/x/y/metadata.json", "{}"))));
        Assert.IsType<SourceNotCatalogue>(Refused(Zip(("a/interlinkers/x", "1"), ("b/interlinkers/x", "2"))));
        Assert.IsType<SourceNotCatalogue>(Refused(Zip()));
    }

    [Fact]
    public void Litter_of_archivers_beside_the_root_is_passed_over()
    {
        using var tree = ZipSourceTree.OpenZip(Zip(("c/schemas/s/metadata.json", "{}"), ("__MACOSX/c/schemas/s/._metadata.json", "x"), (".DS_Store", "x")), new ImportLimits()).Value;
        Assert.Equal(["schemas/s/metadata.json"], tree.Files.Select(f => f.Path));
    }

    [Fact]
    public void Json_that_is_nested_too_deeply_or_too_long_rejects_its_entry_only()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));
        var drafts = Sources.Parse(
            new ImportLimits { MaxJsonBytes = 2_000 },
            ("interlinkers/knowledge/Deep/metadata.json", $$"""{"id":{{deep}}}"""),
            ("interlinkers/knowledge/Long/metadata.json", $$"""{"id":"{{new string('x', 3_000)}}"}"""),
            ("interlinkers/knowledge/Good/metadata.json", Sources.Entry(_ => { })));
        Assert.Equal("malformed_json", drafts.The("Deep").Rejection?.Code);
        Assert.Equal("json_too_large", drafts.The("Long").Rejection?.Code);
        Assert.Null(drafts.The("Good").Rejection);
    }

    [Theory]
    [InlineData("./../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("..\\..\\secret.docx")]
    public void A_template_path_that_leaves_the_source_is_left_out(string path)
    {
        var draft = Sources.ParseEntry(e => e["file_translations"]!["en"] = path);
        Assert.Null(draft.Rejection);
        Assert.Empty(draft.Interlinker!.Templates);
        Assert.Contains(draft.Codes(), c => c is "template_unsafe_path" or "template_missing");
    }

    [Fact]
    public void Archives_with_random_damage_are_refused_or_read_but_never_break_the_parser()
    {
        var whole = SampleCatalogue.Zip().ToArray();
        var random = new Random(20_26);
        for (var i = 0; i < 300; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var hits = random.Next(1, 40); hits > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var opened = ZipSourceTree.OpenZip(new MemoryStream(damaged), new ImportLimits());
            if (opened.Succeeded)
            {
                using var tree = opened.Value;
                Assert.All(CatalogueParser.Parse(tree, [], new ImportLimits()), d => Assert.NotEqual("unreadable", d.Rejection?.Code));
            }
        }
    }

    private static Error Refused(MemoryStream zip, ImportLimits? limits = null)
    {
        var opened = ZipSourceTree.OpenZip(zip, limits ?? new ImportLimits());
        Assert.False(opened.Succeeded);
        Assert.False(zip.CanRead);
        return opened.Error;
    }

    private static MemoryStream Zip(params (string Path, string Content)[] files) => Zip(archive =>
    {
        foreach (var (path, content) in files)
        {
            using var writer = new StreamWriter(archive.CreateEntry(path).Open());
            writer.Write(content);
        }
    });

    private static MemoryStream Zip(Action<ZipArchive> fill)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            fill(archive);
        }

        zip.Position = 0;
        return zip;
    }

    // Lies about the unpacked size, in the central directory and in the header of the file.
    private static void Understate(MemoryStream zip, int size, int lie)
    {
        var bytes = zip.GetBuffer().AsSpan(0, (int)zip.Length);
        var sought = BitConverter.GetBytes(size);
        for (var at = bytes.IndexOf(sought); at >= 0; at = bytes.IndexOf(sought))
        {
            BitConverter.TryWriteBytes(bytes[at..], lie);
        }
    }
}
