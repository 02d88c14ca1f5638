using Interlink.Core.Kernel;
using Interlink.Storage.Local.Sqlite;

namespace Interlink.Storage.Local.Searching;

/// <summary>Writes the search entry of one document into its tables, in the transaction of the document.</summary>
internal readonly struct EntryWrites(WriteSession session, string tenant, string kind, string aggregate, string id)
{
    /// <summary>Puts the entry in the place of the one before; null takes that one away.</summary>
    public void Put(long number, long commit, PreparedEntry? entry)
    {
        if (entry is null)
        {
            Remove(number);
            return;
        }

        var before = Languages(number);
        if (before is null || !HasTexts(number, entry.TextsJson))
        {
            RemoveWords(number, before);
            PutWords(number, entry);
        }

        session.Connection.Query("""
            INSERT INTO search_entries (tenant, kind, aggregate, number, id, written, languages, fields, titles) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant, kind, aggregate, number) DO UPDATE
            SET written = excluded.written, languages = excluded.languages, fields = excluded.fields, titles = excluded.titles
            """)
            .Bind(tenant).Bind(kind).Bind(aggregate).Bind(number).Bind(id).Bind(commit)
            .Bind(string.Join(' ', entry.Languages)).Bind(entry.FieldsJson).Bind(entry.TitlesJson).Run();
        session.Note(new EntryChange(tenant, kind, aggregate, id, number, commit, entry));
    }

    /// <summary>Takes the entry away, if there is one.</summary>
    public void Remove(long number)
    {
        if (Languages(number) is not { } languages)
        {
            return;
        }

        RemoveWords(number, languages);
        session.Connection.Query("DELETE FROM search_texts WHERE number = ?").Bind(number).Run();
        session.Connection.Query("DELETE FROM search_entries WHERE number = ?").Bind(number).Run();
        session.Note(new EntryChange(tenant, kind, aggregate, id, number, 0, null));
    }

    private string? Languages(long number)
    {
        using var row = session.Connection.Query("SELECT languages FROM search_entries WHERE number = ?").Bind(number);
        return row.Step() ? row.Text(0) : null;
    }

    private bool HasTexts(long number, byte[] texts)
    {
        using var row = session.Connection.Query("SELECT texts FROM search_texts WHERE number = ?").Bind(number);
        return row.Step() && row.Utf8(0).SequenceEqual(texts);
    }

    private void RemoveWords(long number, string? languages)
    {
        var count = languages?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length ?? 0;
        for (var position = 0; position < count; position++)
        {
            session.Connection.Query("DELETE FROM search_words WHERE rowid = ?").Bind((number << 8) + position).Run();
        }
    }

    private void PutWords(long number, PreparedEntry entry)
    {
        session.Connection.Query("INSERT INTO search_texts (number, texts) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET texts = excluded.texts")
            .Bind(number).Bind(entry.TextsJson).Run();
        var hasEnglish = entry.Languages.Contains(Language.Fallback, StringComparer.Ordinal);
        for (var position = 0; position < entry.Languages.Length; position++)
        {
            var language = entry.Languages[position];
            session.Connection.Query("INSERT INTO search_words (rowid, title, text, scope) VALUES (?, ?, ?, ?)")
                .Bind((number << 8) + position)
                .Bind(Words.Clean(entry.Title.Translations.GetValueOrDefault(language, "")))
                .Bind(Words.Clean(entry.Text.Translations.GetValueOrDefault(language, "")))
                .Bind(Words.Scope(tenant, aggregate, kind, language, hasEnglish))
                .Run();
        }
    }
}
