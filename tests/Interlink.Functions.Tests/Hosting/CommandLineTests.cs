using Interlink.Local.Hosting;

namespace Interlink.Functions.Tests.Hosting;

public sealed class CommandLineTests
{
    [Fact]
    public void Nothing_asked_for_means_to_run()
    {
        var command = CommandLine.Parse([]);
        Assert.Equal((Command.Run, false), (command.Command, command.Demo));
        Assert.Empty(command.Settings);
    }

    [Fact]
    public void Options_become_settings_in_either_way_of_writing()
    {
        var command = CommandLine.Parse(["--data", "a b", "--urls=http://127.0.0.1:1", "--tenant=varam", "--Interlink:Edge:CallerBurst=7"]);
        Assert.Equal("a b", command.Settings["Interlink:DataFolder"]);
        Assert.Equal("http://127.0.0.1:1", command.Settings["urls"]);
        Assert.Equal("varam", command.Settings["Interlink:Tenant"]);
        Assert.Equal("7", command.Settings["Interlink:Edge:CallerBurst"]);
    }

    [Fact]
    public void Commands_name_what_they_are_about()
    {
        var import = CommandLine.Parse(["import", "catalogue.zip", "--tenant", "varam"]);
        Assert.Equal((Command.Import, "catalogue.zip"), (import.Command, import.Subject));
        var invite = CommandLine.Parse(["--scope", "curator", "invite", "officer@example.org"]);
        Assert.Equal((Command.Invite, "officer@example.org"), (invite.Command, invite.Subject));
        var reset = CommandLine.Parse(["second-factor", "reset", "officer@example.org"]);
        Assert.Equal((Command.ResetSecondFactor, "officer@example.org"), (reset.Command, reset.Subject));
        Assert.Equal(Command.Help, CommandLine.Parse(["--help"]).Command);
    }

    [Theory]
    [InlineData("--dat", "x")]
    [InlineData("--data")]
    [InlineData("--demo=yes")]
    [InlineData("--demo", "--tenant", "varam")]
    [InlineData("export")]
    [InlineData("import")]
    [InlineData("import", "a", "b")]
    [InlineData("invite")]
    [InlineData("second-factor", "reset")]
    [InlineData("second-factor", "show", "officer@example.org")]
    [InlineData("-x")]
    public void What_is_not_understood_is_refused_with_a_sentence(params string[] arguments) =>
        Assert.EndsWith(".", Assert.Throws<UsageException>(() => CommandLine.Parse(arguments)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_malformed_tenant_is_refused_before_anything_is_made()
    {
        using var folder = new Interlink.Testing.TemporaryFolder();
        await Assert.ThrowsAsync<UsageException>(() => InterlinkHost.Start(new HostOptions { DataFolder = folder["data"], Tenant = "Not A Tenant" }));
        Assert.False(Directory.Exists(folder["data"]));
    }
}
