namespace Interlink.Storage.Local.Sqlite;

/// <summary>The tables, as a list of steps. A released step is never edited: what changes is a new step at the end.</summary>
internal static class Schema
{
    private const long ApplicationId = 0x494c4e4b;

    private static readonly string[] Steps =
    [
        // 1: documents, outbox, blobs, ledger.
        """
        CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID, STRICT;
        INSERT INTO state VALUES ('commit', 0), ('clean', 1);

        CREATE TABLE documents (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            tenant TEXT NOT NULL, aggregate TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
            revision TEXT NOT NULL,
            written_at INTEGER NOT NULL,
            body TEXT NOT NULL) STRICT;
        CREATE UNIQUE INDEX documents_key ON documents (tenant, aggregate, kind, id);

        CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            tenant TEXT NOT NULL, aggregate TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL,
            at INTEGER NOT NULL, actor TEXT NOT NULL, subject TEXT NOT NULL, data TEXT NOT NULL) STRICT;
        CREATE UNIQUE INDEX outbox_id ON outbox (tenant, id);

        CREATE TABLE blobs (
            tenant TEXT NOT NULL, path TEXT NOT NULL,
            sha256 TEXT NOT NULL, length INTEGER NOT NULL, content_type TEXT NOT NULL, written_at INTEGER NOT NULL,
            PRIMARY KEY (tenant, path)) WITHOUT ROWID, STRICT;
        CREATE INDEX blobs_payload ON blobs (tenant, sha256);

        CREATE TABLE ledger (
            tenant TEXT NOT NULL, book TEXT NOT NULL, at INTEGER NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL,
            PRIMARY KEY (tenant, book, at, key)) WITHOUT ROWID, STRICT;
        CREATE UNIQUE INDEX ledger_key ON ledger (tenant, book, key);
        """,

        // 2: search. search_entries feeds the indexes in memory and is read by range, so the long texts lie apart in search_texts.
        // One row of search_words is one language of one document: rowid = number of the document * 256 + position of the language.
        """
        CREATE TABLE search_entries (
            tenant TEXT NOT NULL, kind TEXT NOT NULL, aggregate TEXT NOT NULL, number INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
            id TEXT NOT NULL, written INTEGER NOT NULL, languages TEXT NOT NULL, fields TEXT NOT NULL, titles TEXT NOT NULL,
            PRIMARY KEY (tenant, kind, aggregate, number)) WITHOUT ROWID, STRICT;
        CREATE UNIQUE INDEX search_entries_number ON search_entries (number);
        CREATE TABLE search_texts (number INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE, texts TEXT NOT NULL) STRICT;
        CREATE VIRTUAL TABLE search_words USING fts5 (
            title, text, scope, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='2');
        """,

        // 3: what the audit is told of an event beside what everybody is.
        """
        ALTER TABLE outbox ADD COLUMN changes TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE outbox ADD COLUMN correlation TEXT NOT NULL DEFAULT '';
        ALTER TABLE outbox ADD COLUMN audit_only INTEGER NOT NULL DEFAULT 0;
        """,
    ];

    /// <summary>The version that this build writes.</summary>
    public static int Latest => Steps.Length;

    /// <summary>Brings a database to <paramref name="version"/>, each step in a transaction of its own: what was done stays done.</summary>
    /// <exception cref="StorageException">The file is of a later version, damaged, or another program's.</exception>
    public static void Migrate(Connection connection, int version)
    {
        var current = connection.Number("PRAGMA user_version");
        var application = connection.Number("PRAGMA application_id");
        if (current > Latest)
        {
            throw new StorageException(
                StorageFault.NewerVersion,
                $"'{connection.Path}' has data of version {current}; this build knows versions up to {Latest}. Use the build that wrote it, or a later one.");
        }

        if (application != ApplicationId && (current > 0 || connection.Number("SELECT count(*) FROM sqlite_schema") > 0))
        {
            throw new StorageException(StorageFault.Corrupt, $"'{connection.Path}' is not a database of this product.");
        }

        for (var next = (int)current; next < version; next++)
        {
            connection.Script($"BEGIN IMMEDIATE; {Steps[next]} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {next + 1}; COMMIT;");
        }
    }
}
