using System.Globalization;
using System.Text;
using Interlink.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace Interlink.Storage.Azure.Cosmos;

/// <summary>Ids and keys of Cosmos DB items. Ids of documents may have any character; those of items may not.</summary>
internal static class ItemId
{
    /// <summary>The first character of the kinds that the adapter keeps for itself.</summary>
    public const char Reserved = '$';

    /// <summary>Cosmos DB's bound for the id of an item.</summary>
    private const int MaxLength = 1_023;

    /// <summary>The id of the item that holds a document: its kind, a colon and its id, with <c>~</c> and four hexadecimal digits for each unusual character.</summary>
    /// <exception cref="ArgumentException">Kind or id is empty, the kind is reserved, or both are too long together.</exception>
    public static string Of(string kind, string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentException.ThrowIfNullOrEmpty(id);
        return kind[0] == Reserved ? throw new ArgumentException($"Kinds that begin with '{Reserved}' are reserved.", nameof(kind)) : OfReserved(kind, id);
    }

    /// <summary>The id of an item of the adapter itself.</summary>
    /// <exception cref="ArgumentException">It is too long.</exception>
    public static string OfReserved(string kind, string id)
    {
        var item = new StringBuilder(kind.Length + id.Length + 1);
        Append(item, kind, alsoPlain: Reserved);
        Append(item.Append(':'), id, alsoPlain: ':');
        return item.Length <= MaxLength ? item.ToString() : throw new ArgumentException($"The id '{id[..40]}…' of kind '{kind}' is too long for Cosmos DB.", nameof(id));
    }

    /// <summary>The whole partition key.</summary>
    public static PartitionKey KeyOf(Partition partition) => KeyOf(partition.Tenant.Value, partition.Aggregate);

    /// <summary>The partition key of a scope: the whole one, or the first level for every aggregate of a tenant.</summary>
    public static PartitionKey KeyOf(SearchScope scope) => KeyOf(scope.Tenant.Value, scope.Aggregate);

    private static PartitionKey KeyOf(string tenant, string? aggregate)
    {
        var key = new PartitionKeyBuilder().Add(tenant);
        return (aggregate is null ? key : key.Add(aggregate)).Build();
    }

    private static void Append(StringBuilder item, string text, char alsoPlain)
    {
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' || c == alsoPlain)
            {
                item.Append(c);
            }
            else
            {
                item.Append('~').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
        }
    }
}
