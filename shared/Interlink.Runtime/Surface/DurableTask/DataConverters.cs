using System.Text.Json;

namespace Microsoft.DurableTask
{
    /// <summary>Turns inputs, outputs and events into text and back.</summary>
    public abstract class DataConverter
    {
        protected DataConverter()
        {
        }

        public abstract string? Serialize(object? value);

        public abstract object? Deserialize(string? data, Type targetType);

        public virtual T? Deserialize<T>(string? data) => Deserialize(data, typeof(T)) is T value ? value : default;
    }
}

namespace Microsoft.DurableTask.Converters
{
    /// <summary>The usual converter: JSON.</summary>
    public class JsonDataConverter(JsonSerializerOptions? options = null) : DataConverter
    {
        private readonly JsonSerializerOptions _options = options ?? new JsonSerializerOptions { IncludeFields = true };

        public static JsonDataConverter Default { get; } = new();

        public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, _options);

        public override object? Deserialize(string? data, Type targetType) =>
            string.IsNullOrEmpty(data) ? null : JsonSerializer.Deserialize(data, targetType, _options);
    }
}
