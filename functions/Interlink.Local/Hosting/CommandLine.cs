namespace Interlink.Local.Hosting;

/// <summary>What the command line asks for.</summary>
public sealed record CommandLine
{
    /// <summary>The text of <c>--help</c>.</summary>
    public const string Usage = """
        Interlink, embedded edition

          dotnet run --project functions/Interlink.Local                                run
          dotnet run --project functions/Interlink.Local -- import <folder or zip>      import a catalogue and print the report
          dotnet run --project functions/Interlink.Local -- import starter              import the catalogue that comes with Interlink
          dotnet run --project functions/Interlink.Local -- invite <e-mail>             print a one-time link with which a person chooses a password
          dotnet run --project functions/Interlink.Local -- second-factor reset <e-mail> let somebody sign in without a code who lost it
          dotnet run --project functions/Interlink.Local -- audit verify [<export>]      verify an exported audit, or that in the data folder
          dotnet run --project functions/Interlink.Local -- tenants list                list the tenants and how each stands
          dotnet run --project functions/Interlink.Local -- tenants create <id> <e-mail>    make a tenant and print its administrator's one-time link
          dotnet run --project functions/Interlink.Local -- tenants suspend <id> <reason>   close a tenant to its people; nothing is lost
          dotnet run --project functions/Interlink.Local -- tenants resume <id>         bring a tenant back, also from its deletion until that begins
          dotnet run --project functions/Interlink.Local -- tenants delete <id>         have a tenant erased when the time of grace is over
          dotnet run --project functions/Interlink.Local -- webhooks listen              receive webhooks on 127.0.0.1, verify them and print them

          --data <folder>     where everything is kept; default: data, in the current folder
          --urls <urls>       where to listen; default: http://localhost:7071 (this machine only)
          --tenant <id>       which tenant; default: local
          --demo              run with the tenant 'demo', ready people, whose password is printed, and the starter catalogue
          --scope <scope>     of an invited person: member (default), curator or administrator
          --anchor <n:hash>   an entry's number and hash as noted elsewhere, which an exported audit must agree with
          --secret <secret>   what webhooks listen verifies with, whsec_ or whpk_; better in the environment: INTERLINK_WEBHOOK_SECRET
          --port <port>       where webhooks listen listens; default: 9000
          --<Key>:<Key>=<v>   any other setting
        """;

    /// <summary>What to do.</summary>
    public Command Command { get; init; } = Command.Run;

    /// <summary>What a command is about: the catalogue to import, the address of a person, the export to verify.</summary>
    public string? Subject { get; init; }

    /// <summary>What is to be done with tenants, word by word.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether the host runs with the demonstration's tenant and people.</summary>
    public bool Demo { get; init; }

    /// <summary>The other settings, by configuration key.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Reads the command line.</summary>
    /// <exception cref="UsageException">It asks for something unknown.</exception>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var words = new List<string>();
        var (demo, help) = (false, false);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = Split(args[i]);
            switch (name)
            {
                case "--help" or "-h" or "-?":
                    help = true;
                    break;
                case "--demo" when value is null:
                    demo = true;
                    break;
                case "--data" or "--urls" or "--tenant" or "--scope" or "--anchor" or "--secret" or "--port":
                    settings[KeyOf(name)] = value ?? (++i < args.Count ? args[i] : throw new UsageException($"{name} needs a value."));
                    break;
                case ['-', '-', .. var key] when value is not null && key.Contains(':', StringComparison.Ordinal):
                    settings[key] = value;
                    break;
                case ['-', ..]:
                    throw new UsageException($"'{args[i]}' is not known. --help lists what is.");
                default:
                    words.Add(args[i]);
                    break;
            }
        }

        var (command, subject) = help ? (Command.Help, null) : CommandOf(words);
        return demo && settings.ContainsKey(LocalSettings.TenantKey)
            ? throw new UsageException("--demo brings its own tenant; leave --tenant out.")
            : new CommandLine { Command = command, Subject = subject, Words = command is Command.Tenants ? words[1..] : [], Demo = demo, Settings = settings };
    }

    private static (string Name, string? Value) Split(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? (argument[..at], argument[(at + 1)..])
            : (argument, null);

    private static string KeyOf(string name) => name switch
    {
        "--data" => LocalSettings.DataFolderKey,
        "--tenant" => LocalSettings.TenantKey,
        "--scope" => LocalSettings.ScopeKey,
        "--anchor" => LocalSettings.AnchorKey,
        "--secret" => LocalSettings.ListenSecretKey,
        "--port" => LocalSettings.ListenPortKey,
        _ => "urls",
    };

    private static (Command Command, string? Subject) CommandOf(List<string> words) => words switch
    {
        [] => (Command.Run, null),
        ["import", var source] => (Command.Import, source),
        ["invite", var email] => (Command.Invite, email),
        ["second-factor", "reset", var email] => (Command.ResetSecondFactor, email),
        ["second-factor", ..] => throw new UsageException("second-factor can reset: second-factor reset <e-mail>."),
        ["audit", "verify"] => (Command.VerifyAudit, null),
        ["audit", "verify", var export] => (Command.VerifyAudit, export),
        ["audit", ..] => throw new UsageException("audit can verify: audit verify, or audit verify <export>."),
        ["tenants", "list"] or ["tenants", "create", _, _] or ["tenants", "suspend", _, _] or ["tenants", "resume" or "delete", _] => (Command.Tenants, null),
        ["tenants", ..] => throw new UsageException("tenants needs list, create <id> <e-mail>, suspend <id> <reason>, resume <id> or delete <id>."),
        ["webhooks", "listen"] => (Command.ListenForWebhooks, null),
        ["webhooks", ..] => throw new UsageException("webhooks can listen: webhooks listen."),
        ["import"] => throw new UsageException("import needs a folder or a zip, or the word starter."),
        ["invite"] => throw new UsageException("invite needs an e-mail address."),
        _ => throw new UsageException($"'{string.Join(' ', words)}' is not a command. --help lists what is."),
    };
}

/// <summary>What the program can do.</summary>
public enum Command
{
    /// <summary>Serve the platform until stopped.</summary>
    Run,

    /// <summary>Import a catalogue, print the report, end.</summary>
    Import,

    /// <summary>Print a one-time link for a person, end.</summary>
    Invite,

    /// <summary>Let a person sign in without a code, end.</summary>
    ResetSecondFactor,

    /// <summary>Verify an audit, print what was found, end.</summary>
    VerifyAudit,

    /// <summary>Receive webhooks on this machine, verify and print them, until stopped.</summary>
    ListenForWebhooks,

    /// <summary>List, make, suspend, resume or delete tenants, end.</summary>
    Tenants,

    /// <summary>Print what the program can do, end.</summary>
    Help,
}

/// <summary>The program cannot do what it was asked; the message is one clear line for the person who asked.</summary>
public sealed class UsageException(string message) : Exception(message);
