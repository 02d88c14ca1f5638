namespace Interlink.Runtime.Hosting;

/// <summary>Awaits whatever a function returns and tells its value; null for none.</summary>
internal abstract class ReturnReader
{
    public static ReturnReader For(Type returned)
    {
        if (returned == typeof(Task)) return new TaskReader();
        if (returned == typeof(ValueTask)) return new ValueTaskReader();
        if (!returned.IsGenericType) return new PlainReader();

        var open = returned.GetGenericTypeDefinition();
        var reader = open == typeof(Task<>) ? typeof(TaskReader<>) : open == typeof(ValueTask<>) ? typeof(ValueTaskReader<>) : null;
        return reader is null
            ? new PlainReader()
            : (ReturnReader)Activator.CreateInstance(reader.MakeGenericType(returned.GetGenericArguments()))!;
    }

    public abstract Task<object?> Read(object? returned);

    private sealed class PlainReader : ReturnReader
    {
        public override Task<object?> Read(object? returned) => Task.FromResult(returned);
    }

    private sealed class TaskReader : ReturnReader
    {
        public override async Task<object?> Read(object? returned)
        {
            await (Task)returned!;
            return null;
        }
    }

    private sealed class ValueTaskReader : ReturnReader
    {
        public override async Task<object?> Read(object? returned)
        {
            await (ValueTask)returned!;
            return null;
        }
    }

    private sealed class TaskReader<T> : ReturnReader
    {
        public override async Task<object?> Read(object? returned) => await (Task<T>)returned!;
    }

    private sealed class ValueTaskReader<T> : ReturnReader
    {
        public override async Task<object?> Read(object? returned) => await (ValueTask<T>)returned!;
    }
}
