using Microsoft.DurableTask.Internal;

namespace Microsoft.DurableTask.Internal
{
    /// <summary>Whatever can start an orchestration.</summary>
    public interface IOrchestrationSubmitter
    {
        Task<string> ScheduleNewOrchestrationInstanceAsync(
            TaskName orchestratorName,
            object? input = null,
            StartOrchestrationOptions? options = null,
            CancellationToken cancellation = default);
    }
}

namespace Microsoft.DurableTask.Client
{
    /// <summary>Starts, asks after and steers orchestrations.</summary>
    public abstract class DurableTaskClient : IOrchestrationSubmitter, IAsyncDisposable
    {
        protected DurableTaskClient(string name) => Name = name;

        public string Name { get; }

        public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(TaskName orchestratorName, CancellationToken cancellation) =>
            ScheduleNewOrchestrationInstanceAsync(orchestratorName, null, null, cancellation);

        public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
            TaskName orchestratorName, object? input, CancellationToken cancellation) =>
            ScheduleNewOrchestrationInstanceAsync(orchestratorName, input, null, cancellation);

        public virtual Task<string> ScheduleNewOrchestrationInstanceAsync(
            TaskName orchestratorName, StartOrchestrationOptions options, CancellationToken cancellation = default) =>
            ScheduleNewOrchestrationInstanceAsync(orchestratorName, null, options, cancellation);

        /// <summary>Starts an orchestration and tells its id; on return the start is on disk.</summary>
        public abstract Task<string> ScheduleNewOrchestrationInstanceAsync(
            TaskName orchestratorName,
            object? input = null,
            StartOrchestrationOptions? options = null,
            CancellationToken cancellation = default);

        public virtual Task RaiseEventAsync(string instanceId, string eventName, CancellationToken cancellation) =>
            RaiseEventAsync(instanceId, eventName, null, cancellation);

        /// <summary>Raises an event; it is kept until the orchestrator waits for it.</summary>
        public abstract Task RaiseEventAsync(
            string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default);

        public virtual Task<OrchestrationMetadata> WaitForInstanceStartAsync(string instanceId, CancellationToken cancellation) =>
            WaitForInstanceStartAsync(instanceId, false, cancellation);

        public abstract Task<OrchestrationMetadata> WaitForInstanceStartAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

        public virtual Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(string instanceId, CancellationToken cancellation) =>
            WaitForInstanceCompletionAsync(instanceId, false, cancellation);

        public abstract Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

        public virtual Task TerminateInstanceAsync(string instanceId, CancellationToken cancellation) =>
            TerminateInstanceAsync(instanceId, (TerminateInstanceOptions?)null, cancellation);

        public virtual Task TerminateInstanceAsync(string instanceId, object? output, CancellationToken cancellation = default) =>
            TerminateInstanceAsync(instanceId, output as TerminateInstanceOptions ?? new TerminateInstanceOptions(output), cancellation);

        /// <summary>Ends an orchestration from outside; activities under way run on, their results are dropped.</summary>
        public virtual Task TerminateInstanceAsync(
            string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
            throw Unsupported("terminate");

        public virtual Task SuspendInstanceAsync(string instanceId, CancellationToken cancellation) =>
            SuspendInstanceAsync(instanceId, null, cancellation);

        /// <summary>Holds an orchestration: what arrives is kept until it is resumed.</summary>
        public abstract Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default);

        public virtual Task ResumeInstanceAsync(string instanceId, CancellationToken cancellation) =>
            ResumeInstanceAsync(instanceId, null, cancellation);

        public abstract Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default);

        public virtual Task<OrchestrationMetadata?> GetInstanceAsync(string instanceId, CancellationToken cancellation) =>
            GetInstanceAsync(instanceId, false, cancellation);

        /// <summary>The status of an orchestration; null when the id is unknown.</summary>
        public virtual Task<OrchestrationMetadata?> GetInstanceAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
            GetInstancesAsync(instanceId, getInputsAndOutputs, cancellation);

        public virtual Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, CancellationToken cancellation) =>
            GetInstancesAsync(instanceId, false, cancellation);

        public abstract Task<OrchestrationMetadata?> GetInstancesAsync(
            string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default);

        /// <summary>The orchestrations that a filter lets through, oldest first.</summary>
        public abstract AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null);

        public virtual Task<Page<string>> ListInstanceIdsAsync(
            IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
            DateTimeOffset? completedTimeFrom = default,
            DateTimeOffset? completedTimeTo = default,
            int pageSize = 100,
            string? lastInstanceKey = null,
            CancellationToken cancellation = default) => throw Unsupported("list ids");

        public virtual Task<PurgeResult> PurgeInstanceAsync(string instanceId, CancellationToken cancellation) =>
            PurgeInstanceAsync(instanceId, null, cancellation);

        /// <summary>Deletes a finished orchestration and its history; one that is under way stays.</summary>
        public virtual Task<PurgeResult> PurgeInstanceAsync(
            string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
            throw Unsupported("purge");

        public virtual Task<PurgeResult> PurgeAllInstancesAsync(PurgeInstancesFilter filter, CancellationToken cancellation) =>
            PurgeAllInstancesAsync(filter, null, cancellation);

        /// <summary>Deletes the finished orchestrations that a filter lets through.</summary>
        public virtual Task<PurgeResult> PurgeAllInstancesAsync(
            PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
            throw Unsupported("purge");

        /// <summary>Starts an orchestration over with its original input, under its own id or a new one.</summary>
        public virtual Task<string> RestartAsync(
            string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default) =>
            throw Unsupported("restart");

        public abstract ValueTask DisposeAsync();

        private NotSupportedException Unsupported(string what) => new($"{GetType().Name} cannot {what}.");
    }
}
