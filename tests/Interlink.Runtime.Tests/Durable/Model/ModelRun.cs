using System.Text;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Tests.Durable.Model;

/// <summary>How a program must end.</summary>
public sealed record ModelOutcome(OrchestrationRuntimeStatus Status, string? Output, string? Failure, string? CustomStatus, int Detached);

/// <summary>Runs programs in the head: no time, no threads, no storage.</summary>
internal sealed class ModelRun
{
    private readonly Dictionary<string, Queue<string>> _events = [];
    private string? _status;
    private int _detached;

    public static ModelOutcome Of(ModelProgram program)
    {
        var run = new ModelRun();
        foreach (var (name, payload) in program.Events) run.Queue(name).Enqueue(payload);
        try
        {
            var output = run.All(program.Ops, isTop: true);
            return program.EndsTerminated
                ? new ModelOutcome(OrchestrationRuntimeStatus.Terminated, "enough", null, run._status, run._detached)
                : new ModelOutcome(OrchestrationRuntimeStatus.Completed, output, null, run._status, run._detached);
        }
        catch (InvalidOperationException thrown)
        {
            return new ModelOutcome(OrchestrationRuntimeStatus.Failed, null, thrown.Message, run._status, run._detached);
        }
    }

    private string All(Op[] ops, bool isTop)
    {
        var log = new StringBuilder();
        foreach (var op in ops)
        {
            if (Do(op, isTop) is { } line) log.Append(line).Append(' ');
        }

        return log.ToString();
    }

    private string? Do(Op op, bool isTop)
    {
        switch (op.Kind)
        {
            case "ok": return $"{op.Number * 2}";
            case "fail": return $"refused-{op.Number}";
            case "handled": return $"handled-{op.Number}";
            case "retry": return op.Number <= 3 ? $"attempt-{op.Number}" : "gave-up";
            case "sleep": return "slept";
            case "cancel": return "canceled";
            case "all": return $"{Enumerable.Range(0, op.Number).Sum(i => i * 2)}";
            case "guid": return "distinct";
            case "echo": return $"echo-{op.Number}";
            case "silence": return "silence";
            case "hear" or "hear-in-time": return Queue($"E{op.Number}").Dequeue();
            case "throw": throw new InvalidOperationException($"thrown-{op.Number}");
            case "child": return Child(op);
            case "status":
                if (isTop) _status = $"{op.Number}";
                return null;
            case "detach":
                _detached++;
                return null;
            case "renew-dropping":
                _events.Clear();
                return null;
            default:
                return null;
        }
    }

    private string Child(Op op)
    {
        try
        {
            return $"[{All(op.Body!, isTop: false)}]";
        }
        catch (InvalidOperationException thrown)
        {
            return $"[{thrown.Message}]";
        }
    }

    private Queue<string> Queue(string name)
    {
        if (!_events.TryGetValue(name, out var queue)) _events.Add(name, queue = new Queue<string>());
        return queue;
    }
}
