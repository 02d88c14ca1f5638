using System.Reflection;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;

namespace Interlink.Storage.Tests.Azure.Gateway;

/// <summary>Reads and writes the bodies of transactional batches: records of HybridRow, in the layouts that the client carries with it.</summary>
internal static class BatchFormat
{
    private const int RowSize = 1 << 16;

    private static readonly Type Schemas = typeof(CosmosClient).Assembly.GetType("Microsoft.Azure.Cosmos.BatchSchemaProvider", throwOnError: true)!;
    private static readonly Layout ResultLayout = Of<Layout>("BatchResultLayout");
    private static readonly LayoutResolverNamespace Resolver = Of<LayoutResolverNamespace>("BatchLayoutResolver");

    /// <summary>The operations of a request.</summary>
    public static async Task<List<BatchItem>> Read(Stream body)
    {
        var items = new List<BatchItem>();
        var result = await RecordIOStream.ReadRecordIOAsync(
            body,
            (ReadOnlyMemory<byte> record) =>
            {
                items.Add(ReadItem(record));
                return Result.Success;
            },
            (ReadOnlyMemory<byte> _) => Result.Success,
            new MemorySpanResizer<byte>(RowSize));
        Assert.Equal(Result.Success, result);
        return items;
    }

    /// <summary>The answers, in order of the operations.</summary>
    public static async Task<byte[]> Write(IReadOnlyList<BatchAnswer> answers)
    {
        var body = new MemoryStream();
        var result = await RecordIOStream.WriteRecordIOAsync(
            body,
            default,
            (long index, out ReadOnlyMemory<byte> record) =>
            {
                record = index < answers.Count ? WriteAnswer(answers[(int)index]) : ReadOnlyMemory<byte>.Empty;
                return Result.Success;
            },
            new MemorySpanResizer<byte>(RowSize));
        Assert.Equal(Result.Success, result);
        return body.ToArray();
    }

    private static BatchItem ReadItem(ReadOnlyMemory<byte> record)
    {
        var row = new RowBuffer(record.Length);
        Assert.True(row.ReadFrom(record.Span, HybridRowVersion.V1, Resolver));
        var reader = new RowReader(ref row);
        var item = new BatchItem(0, null, null, null);
        while (reader.Read())
        {
            switch (reader.Path.ToString())
            {
                case "operationType":
                    reader.ReadInt32(out var type);
                    item = item with { Type = (BatchItemType)type };
                    break;
                case "id":
                    reader.ReadString(out string id);
                    item = item with { Id = id };
                    break;
                case "resourceBody":
                    reader.ReadBinary(out byte[] content);
                    item = item with { Body = content };
                    break;
                case "ifMatch":
                    reader.ReadString(out string etag);
                    item = item with { IfMatch = etag };
                    break;
            }
        }

        return item;
    }

    private static byte[] WriteAnswer(BatchAnswer answer)
    {
        var row = new RowBuffer(RowSize);
        row.InitLayout(HybridRowVersion.V1, ResultLayout, Resolver);
        var result = RowWriter.WriteBuffer(ref row, answer, (ref RowWriter writer, TypeArgument _, BatchAnswer a) =>
        {
            writer.WriteInt32("statusCode", a.Status);
            if (a.ETag is { } etag)
            {
                writer.WriteString("eTag", etag);
            }

            return writer.WriteFloat64("requestCharge", a.Charge);
        });
        Assert.Equal(Result.Success, result);
        return row.ToArray();
    }

    private static T Of<T>(string property) =>
        (T)Schemas.GetProperty(property, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;
}

/// <summary>The client's numbers of the operations that batches have here.</summary>
internal enum BatchItemType
{
    Create = 0,
    Delete = 4,
    Replace = 5,
    Upsert = 20,
}

/// <summary>An operation of a batch.</summary>
internal sealed record BatchItem(BatchItemType Type, string? Id, byte[]? Body, string? IfMatch);

/// <summary>What became of an operation.</summary>
internal sealed record BatchAnswer(int Status, string? ETag, double Charge);
