namespace Interlink.Core.Catalogue.Import;

/// <summary>Collects what is to be said about one entry while it is read.</summary>
internal sealed class EntryNotes
{
    private readonly List<ImportWarning> _warnings = [];

    /// <summary>The warnings so far.</summary>
    public IReadOnlyList<ImportWarning> Warnings => _warnings;

    /// <summary>Why the entry cannot be imported: the first reason that was found.</summary>
    public ImportRejection? Rejection { get; private set; }

    /// <summary>Notes something that was put right or left out.</summary>
    public void Warn(string code, string message, string? field = null)
    {
        var warning = new ImportWarning(code, message, field);
        if (!_warnings.Contains(warning))
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>Notes that the entry cannot be imported.</summary>
    public void Reject(string code, string message) => Rejection ??= new ImportRejection(code, message);
}
