using System.Security.Cryptography;
using System.Text;
using Interlink.Runtime.Hosting;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Interlink.Runtime.Durable;

/// <summary>
/// What an orchestrator sees, turn after turn. The code stays alive in it between turns; one that begins with a history goes
/// through that again first.
/// </summary>
internal sealed partial class ReplayContext : TaskOrchestrationContext, ISerializedInput
{
    private readonly InstanceRecord _instance;
    private readonly DataConverter _converter;
    private readonly OrchestrationScheduler _scheduler = new();
    private int _nextGuid;

    public ReplayContext(InstanceRecord instance, DataConverter converter, ILoggerFactory loggers)
    {
        _instance = instance;
        _converter = converter;
        LoggerFactory = loggers;
        CustomStatus = instance.CustomStatus;
    }

    public override TaskName Name => new(_instance.Name);

    public override string InstanceId => _instance.Id;

    public override string Version => _instance.Version;

    public override ParentOrchestrationInstance? Parent =>
        _instance.Parent is { } parent ? new ParentOrchestrationInstance(new TaskName(parent.Name), parent.Id) : null;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

    public bool IsPresent => _instance.Input is not null;

    public object? Read(Type type) => _converter.Deserialize(_instance.Input, type);

    /// <summary>The custom status the code set last, as text.</summary>
    public string? CustomStatus { get; private set; }

    /// <summary>What the code asked to continue as new with; null when it did not.</summary>
    public NextRun? Next { get; private set; }

    protected override ILoggerFactory LoggerFactory { get; }

    public override T? GetInput<T>()
        where T : default => _converter.Deserialize<T>(_instance.Input);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        var data = _converter.Serialize(input);
        return Retried(
            isRetry => Open<TResult>(new Step(EventKind.TaskScheduled, TakeNumber(), name) { Data = data, IsRetry = isRetry }), options?.Retry);
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        var data = _converter.Serialize(input);
        var child = options as SubOrchestrationOptions;
        return Retried(
            _ =>
            {
                var number = TakeNumber();
                return Open<TResult>(new Step(EventKind.ChildScheduled, number, orchestratorName)
                {
                    Data = data,
                    Instance = child?.InstanceId is { } given ? InstanceRecord.ValidId(given) : ChildId(number),
                    Version = child?.Version ?? options?.Version,
                });
            },
            options?.Retry);
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);

        var utc = fireAt.Kind == DateTimeKind.Local ? fireAt.ToUniversalTime() : DateTime.SpecifyKind(fireAt, DateTimeKind.Utc);
        return OpenTimer(utc, holdsInstance: true, cancellationToken);
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureOwnThread();
        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<T>(cancellationToken)
            : _events.Next<T>(eventName, _converter, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        _steps.Enqueue(new Step(EventKind.EventSent, TakeNumber(), eventName)
        {
            Data = _converter.Serialize(payload),
            Instance = instanceId,
        });

    public override void SetCustomStatus(object? customStatus)
    {
        EnsureOwnThread();
        CustomStatus = _converter.Serialize(customStatus);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        EnsureOwnThread();
        Next = new NextRun(_converter.Serialize(newInput), Version, preserveUnprocessedEvents);
    }

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        EnsureOwnThread();
        Next = new NextRun(_converter.Serialize(options.NewInput), options.NewVersion ?? Version, options.PreserveUnprocessedEvents);
    }

    /// <summary>Derived from the run and a count, in the form RFC 9562 leaves to applications (version 8).</summary>
    public override Guid NewGuid()
    {
        EnsureOwnThread();
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{InstanceId}\n{_instance.Execution}\n{_nextGuid++}")).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Below the parent's id, different in each run and for each step.</summary>
    private string ChildId(int step) => $"{InstanceId}:{_instance.Execution & 0xff_ffff_ffff:x10}{step:x4}";

    private int TakeNumber()
    {
        EnsureOwnThread();
        return _nextNumber++;
    }

    private void EnsureOwnThread()
    {
        if (!_scheduler.IsOwnThread)
            throw new InvalidOperationException(
                $"The orchestrator '{_instance.Name}' used its context outside its own turn: it may await only what its context gives it.");
    }
}

/// <summary>How an orchestration goes on after continuing as new.</summary>
internal sealed record NextRun(string? Input, string Version, bool KeepsEvents);
