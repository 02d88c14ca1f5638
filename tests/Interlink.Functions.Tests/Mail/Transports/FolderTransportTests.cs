using Interlink.Core.Kernel;
using Interlink.Core.Mail;
using Interlink.Mail.Folder;
using Interlink.Testing;

namespace Interlink.Functions.Tests.Mail.Transports;

public sealed class FolderTransportTests : TransportContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private MailFolder Folder => new(_folder["mails"]);

    private string Own => Path.Combine(_folder["mails"], "varam");

    private protected override IMailTransport Transport => new FolderTransport(Folder);

    [Fact]
    public async Task The_same_mail_again_is_one_file_and_no_other_is_left()
    {
        await Transport.Send(Mail("m-1"), Now);
        await Transport.Send(Mail("m-1", 2), Now);
        Assert.Equal([Path.Combine(Own, "m-1.eml")], Directory.GetFiles(Own));
        Assert.DoesNotContain("\n", (await File.ReadAllTextAsync(Path.Combine(Own, "m-1.eml"), Now)).Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_written_is_read_back_word_for_word()
    {
        var mail = Mail("m-1");
        await Transport.Send(mail, Now);
        Assert.Equal(mail.Written, await Folder.Read(mail.Tenant, "m-1", Now));
        Assert.Null(await Folder.Read(mail.Tenant, "m-2", Now));
        Assert.Null(await Folder.Read(TenantId.Parse("reggio"), "m-1", Now));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_stops_all_mail()
    {
        await File.WriteAllTextAsync(_folder["mails"], "a file in the way", Now);
        Assert.Equal(SendOutcome.Unavailable, (await Transport.Send(Mail("m-1"), Now)).Outcome);
    }

    [Theory]
    [InlineData("../m-1")]
    [InlineData("a/b")]
    public async Task A_reference_never_leads_out_of_the_folder(string reference) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Transport.Send(Mail(reference), Now));

    public void Dispose() => _folder.Dispose();

    private protected override async Task<IReadOnlyList<ReceivedMail>> Arrived()
    {
        var mails = new List<ReceivedMail>();
        foreach (var file in Directory.GetFiles(Own, "*.eml"))
        {
            mails.Add(MimeReader.Read(await File.ReadAllTextAsync(file, Now)));
        }

        return mails;
    }
}
