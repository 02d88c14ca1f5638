namespace Interlink.Local.Hosting;

/// <summary>The folder with everything that is kept. One process at a time: the operating
/// system lets go of the lock when the process ends, however it ends.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>The full path of something inside.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Makes the folder if it is missing (for this user only, where the system knows that) and takes the lock.</summary>
    /// <exception cref="UsageException">Another process has the lock, or the folder cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The data folder {path} cannot be made: {e.Message}");
        }

        try
        {
            var file = System.IO.Path.Combine(path, "host.lock");
            return new DataFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"The data folder {path} cannot be written by this user.");
        }
        catch (IOException)
        {
            throw new UsageException($"Another Interlink runs on {path}. Stop it first, or choose another folder with --data.");
        }
    }

    public void Dispose() => _lock.Dispose();
}
