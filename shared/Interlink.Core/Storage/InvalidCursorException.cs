namespace Interlink.Core.Storage;

/// <summary>A cursor that is malformed, or that came from another list or another query. The edge answers it with 400.</summary>
public sealed class InvalidCursorException : ArgumentException
{
    public InvalidCursorException()
        : base("The cursor is malformed or belongs to another query; start again without one.")
    {
    }

    public InvalidCursorException(string message)
        : base(message)
    {
    }

    public InvalidCursorException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
