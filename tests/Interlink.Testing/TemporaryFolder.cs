namespace Interlink.Testing;

/// <summary>A folder of its own under the system's temporary folder; removed when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("interlink-").FullName;

    /// <summary>The full path of something inside.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Removes it. What is being stopped may write there for a moment more.</summary>
    public void Dispose()
    {
        for (var left = 40; ; left--)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(50);
            }
        }
    }
}
