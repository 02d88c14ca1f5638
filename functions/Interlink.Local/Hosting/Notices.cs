namespace Interlink.Local.Hosting;

/// <summary>What the person who started the program must read: where it listens, where its data lies, links and passwords.
/// Not a log.</summary>
public sealed class Notices(TextWriter writer)
{
    /// <summary>Writes one line.</summary>
    public void Say(string line) => writer.WriteLine(line);
}
