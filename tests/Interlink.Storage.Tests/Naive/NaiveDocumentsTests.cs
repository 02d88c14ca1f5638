using Interlink.Core.Storage;
using Interlink.Storage.Tests.Contracts;

namespace Interlink.Storage.Tests.Naive;

/// <summary>The model keeps the contract, too; else comparing with it would prove nothing.</summary>
public sealed class NaiveDocumentsTests : DocumentsContract
{
    protected override Task<IDocuments> Create() => Task.FromResult<IDocuments>(new NaiveDocuments());
}
