using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask
{
    /// <summary>A failure as it is kept in history: words, not an exception object.</summary>
    public record TaskFailureDetails(
        string ErrorType,
        string ErrorMessage,
        string? StackTrace,
        TaskFailureDetails? InnerFailure,
        IDictionary<string, object>? Properties)
    {
        /// <summary>Describes an exception and the ones inside it.</summary>
        public static TaskFailureDetails FromException(Exception exception) => exception switch
        {
            TaskFailedException failed => new(
                typeof(TaskFailedException).FullName!, failed.Message, failed.StackTrace, failed.FailureDetails, null),
            _ => new(
                exception.GetType().FullName!,
                exception.Message,
                exception.StackTrace,
                exception.InnerException is { } inner ? FromException(inner) : null,
                null),
        };

        /// <summary>Whether the failure was an exception of type <typeparamref name="T"/> or one derived from it.</summary>
        public bool IsCausedBy<T>()
            where T : Exception => IsCausedBy(typeof(T));

        /// <summary>Whether the failure was an exception of the given type or one derived from it.</summary>
        public bool IsCausedBy(Type targetBaseExceptionType)
        {
            if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
                throw new ArgumentException("Not an exception type.", nameof(targetBaseExceptionType));

            var thrown = Type.GetType(ErrorType, throwOnError: false)
                ?? targetBaseExceptionType.Assembly.GetType(ErrorType, throwOnError: false)
                ?? AppDomain.CurrentDomain.GetAssemblies()
                    .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
                    .FirstOrDefault(type => type is not null);
            return targetBaseExceptionType.IsAssignableFrom(thrown);
        }

        public override string ToString() => $"{ErrorType}: {ErrorMessage}";
    }

    /// <summary>An activity or sub-orchestration that an orchestrator awaited has failed.</summary>
    [SuppressMessage("Design", "CA1032", Justification = "Has exactly the official constructors.")]
    public sealed class TaskFailedException : Exception
    {
        public TaskFailedException(string taskName, int taskId, Exception innerException)
            : base(Describe(taskName, taskId, innerException.Message), innerException)
        {
            TaskName = taskName;
            TaskId = taskId;
            FailureDetails = TaskFailureDetails.FromException(innerException);
        }

        public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
            : base(Describe(taskName, taskId, failureDetails.ErrorMessage))
        {
            TaskName = taskName;
            TaskId = taskId;
            FailureDetails = failureDetails;
        }

        public string TaskName { get; }

        /// <summary>The step in the orchestrator's history.</summary>
        public int TaskId { get; }

        public TaskFailureDetails FailureDetails { get; }

        public bool IsCausedByException<T>()
            where T : Exception => FailureDetails.IsCausedBy<T>();

        private static string Describe(string taskName, int taskId, string message) =>
            $"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {message}";
    }
}

namespace DurableTask.Core.Exceptions
{
    /// <summary>An orchestration of this id exists in a status that refuses a new start.</summary>
    public class OrchestrationAlreadyExistsException : InvalidOperationException
    {
        public OrchestrationAlreadyExistsException()
        {
        }

        public OrchestrationAlreadyExistsException(string message)
            : base(message)
        {
        }

        public OrchestrationAlreadyExistsException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
