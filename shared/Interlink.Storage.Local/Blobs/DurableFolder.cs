using System.Runtime.InteropServices;

namespace Interlink.Storage.Local.Blobs;

/// <summary>Makes renames survive a loss of power: on Unix a folder is written to disk like a file; Windows does so by itself.</summary>
internal static partial class DurableFolder
{
    /// <summary>Writes the entries of a folder to disk.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, flags: 0);
        if (descriptor < 0)
        {
            throw new StorageException(StorageFault.Failed, $"'{folder}' cannot be opened to write it to disk (error {Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            if (Synchronize(descriptor) != 0)
            {
                throw new StorageException(StorageFault.Failed, $"'{folder}' cannot be written to disk (error {Marshal.GetLastPInvokeError()}).");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
