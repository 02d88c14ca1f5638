using System.Text.Json;
using Interlink.Core.Kernel;
using Interlink.Core.Storage;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Documents;

/// <summary>A document as read, its body still JSON, so that it is parsed after the connection has been given back.</summary>
internal sealed record RawDocument(string Aggregate, string Id, string Revision, byte[] Body)
{
    /// <summary>The columns that <see cref="Of"/> reads, in order.</summary>
    public const string Columns = "aggregate, id, revision, body";

    /// <summary>Reads the document of a number that is known to exist in the snapshot.</summary>
    public static RawDocument Read(Connection connection, long number)
    {
        using var row = connection.Query($"SELECT {Columns} FROM documents WHERE number = ?").Bind(number);
        return row.Step()
            ? Of(row)
            : throw new StorageException(StorageFault.Corrupt, $"'{connection.Path}' has a search entry without its document, number {number}.");
    }

    /// <summary>Reads the row a statement stands on.</summary>
    public static RawDocument Of(Statement row) => new(row.Text(0), row.Text(1), row.Text(2), row.Utf8(3).ToArray());

    /// <summary>Parses the body.</summary>
    public Document<T> As<T>() => new(Aggregate, Id, JsonSerializer.Deserialize<T>(Body, Json.Options)!, new Revision(Revision));
}
