using System.Text;
using Interlink.Core.Teams.Bulk;
using Interlink.Functions.Teams;

namespace Interlink.Functions.Tests.Teams;

/// <summary>Files as people really have them.</summary>
public sealed class InvitationCsvTests
{
    [Theory]
    [InlineData("e-mail,name,role\nanna@example.org,Anna,member\n")]
    [InlineData("E-Mail;Name;Role\r\nanna@example.org;Anna;member\r\n")]
    [InlineData("indirizzo e-mail\tnome\truolo\nanna@example.org\tAnna\tmember")]
    [InlineData("Nombre,Correo electrónico,Rol\nAnna,anna@example.org,member\n")]
    [InlineData("Loma;E-pasts;Vārds\nmember;anna@example.org;Anna\n")]
    [InlineData("\"e-mail\";\"name\";\"role\"\n\"anna@example.org\";\"Anna\";\"member\"\n")]
    [InlineData("\n\n anna@example.org , Anna , member \n\n")]
    public void A_header_in_any_language_or_none_and_any_separator_is_understood(string csv)
    {
        var line = Assert.Single(InvitationCsv.Read(Encoding.UTF8.GetBytes(csv)).Value);
        Assert.Equal(("anna@example.org", "Anna", "member"), (line.Email, line.Name, line.Role));
    }

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes("jose@example.org;José Núñez") },
        { "utf-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("jose@example.org;José Núñez")] },
        { "utf-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("jose@example.org;José Núñez")] },
        { "utf-16, big end first", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("jose@example.org;José Núñez")] },
        { "windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("jose@example.org;José Núñez") },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_usual_encoding_is_read(string name, byte[] csv)
    {
        Assert.NotEmpty(name);
        var line = Assert.Single(InvitationCsv.Read(csv).Value);
        Assert.Equal(("jose@example.org", "José Núñez"), (line.Email, line.Name));
    }

    [Fact]
    public void Lines_keep_their_numbers_and_a_stray_quote_swallows_nothing()
    {
        var lines = InvitationCsv.Read(Encoding.UTF8.GetBytes("email,name\n\na@example.org,\"Bērziņa, Anna\"\nb@example.org,\"open\nc@example.org,\"say \"\"hi\"\"\"\n")).Value;
        Assert.Equal([3, 4, 5], lines.Select(l => l.Number));
        Assert.Equal(["Bērziņa, Anna", "open", "say \"hi\""], lines.Select(l => l.Name));
    }

    [Fact]
    public void Only_addresses_one_a_line_are_a_list_too() =>
        Assert.Equal(["a@example.org", "b@example.org"], InvitationCsv.Read("a@example.org\nb@example.org"u8.ToArray()).Value.Select(l => l.Email));

    [Fact]
    public void What_our_exports_guarded_is_read_back() =>
        Assert.Equal(new InvitationLine(1, "+a@example.org", "-Anna", null), Assert.Single(InvitationCsv.Read("'+a@example.org,'-Anna\n"u8.ToArray()).Value));

    [Fact]
    public void Bytes_that_are_no_text_are_lines_at_fault_at_the_most()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var bytes = new byte[random.Next(1, 4000)];
            random.NextBytes(bytes);
            var read = InvitationCsv.Read(bytes);
            Assert.True(!read.Succeeded || InvitationLines.Check(read.Value).Count == read.Value.Count);
        }
    }
}
