using Interlink.Storage.Local;
using Microsoft.AspNetCore.Connections;

namespace Interlink.Local.Hosting;

/// <summary>From the command line to the exit code.</summary>
internal static class Entry
{
    /// <summary>Does what the command line asks for. What cannot be done is said in one line on standard error.</summary>
    public static async Task<int> Run(string[] args)
    {
        try
        {
            var command = CommandLine.Parse(args);
            switch (command.Command)
            {
                case Command.Help:
                    Console.WriteLine(CommandLine.Usage);
                    return 0;
                default:
                    await using (var app = LocalHost.Build(command))
                    {
                        await app.RunAsync();
                    }

                    return 0;
            }
        }
        catch (Exception e) when (e is UsageException or StorageException or IOException { InnerException: AddressInUseException })
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
