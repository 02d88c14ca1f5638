using Interlink.Local.Commands;
using Interlink.Storage.Local;
using Microsoft.AspNetCore.Connections;

namespace Interlink.Local.Hosting;

/// <summary>From the command line to the exit code.</summary>
public static class Entry
{
    /// <summary>Does what the command line asks for: answers go to standard output, logs and what went wrong to standard error.</summary>
    /// <returns>0 when all went well; 1, with one line on standard error, when it did not.</returns>
    public static async Task<int> Run(string[] args)
    {
        try
        {
            var command = CommandLine.Parse(args);
            return command switch
            {
                { Command: Command.Help } => Help(),
                { Command: Command.VerifyAudit, Subject: { } export } =>
                    await AuditCommand.VerifyFile(export, command.Settings.GetValueOrDefault(LocalSettings.AnchorKey), Console.Out, CancellationToken.None),
                { Command: Command.ListenForWebhooks, Settings: var settings } => await ListenCommand.Run(
                    settings.GetValueOrDefault(LocalSettings.ListenSecretKey) ?? Environment.GetEnvironmentVariable(LocalSettings.ListenSecretVariable),
                    settings.GetValueOrDefault(LocalSettings.ListenPortKey), Console.Out, CancellationToken.None),
                _ => await Run(command),
            };
        }
        catch (Exception e) when (e is UsageException or StorageException or IOException { InnerException: AddressInUseException })
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<int> Run(CommandLine command)
    {
        await using var app = LocalHost.Build(command);
        switch (command.Command)
        {
            case Command.Import:
                return await ImportCommand.Run(app, command.Subject!, Console.Out, CancellationToken.None);
            case Command.Invite:
                return await InviteCommand.Run(app, command.Subject!, Console.Out, CancellationToken.None);
            case Command.ResetSecondFactor:
                return await SecondFactorCommand.Run(app, command.Subject!, Console.Out, CancellationToken.None);
            case Command.VerifyAudit:
                return await AuditCommand.VerifyData(app, Console.Out, CancellationToken.None);
            case Command.Tenants:
                return await TenantsCommand.Run(app, command.Words, Console.Out, CancellationToken.None);
            default:
                await app.StartAsync();
                await app.WaitForShutdownAsync();
                return 0;
        }
    }

    private static int Help()
    {
        Console.WriteLine(CommandLine.Usage);
        return 0;
    }
}
