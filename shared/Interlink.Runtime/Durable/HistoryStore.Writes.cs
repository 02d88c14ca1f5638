using System.Text.Json;
using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

internal sealed partial class HistoryStore
{
    private const string ForgetActivity = "DELETE FROM activities WHERE instance = $0 AND execution = $1 AND task = $2";
    private const string ForgetTimer = "DELETE FROM timers WHERE instance = $0 AND execution = $1 AND task = $2";

    /// <summary>Stores a new orchestration, in place of a finished one of the same id unless its status is among the refused.</summary>
    public Task<InstanceRecord> Create(InstanceRecord instance, IReadOnlyCollection<OrchestrationRuntimeStatus> refused) =>
        database.Write(session =>
        {
            if (Status(session, instance.Id) is { } status && (!InstanceRecord.Finished(status) || refused.Contains(status)))
                throw new OrchestrationAlreadyExistsException($"The orchestration '{instance.Id}' exists already and is {status}.");
            Insert(session, instance);
            return instance;
        });

    /// <summary>Stores a message for an orchestration that has not finished; throws when there is none.</summary>
    public Task<Message> Post(Message message) => database.Write(session =>
    {
        var status = Status(session, message.Instance) ?? throw new OrchestrationNotFoundException(message.Instance);
        if (InstanceRecord.Finished(status))
            throw new OrchestrationStatusException(message.Instance, $"The orchestration '{message.Instance}' is {status}.");
        return Store(session, message);
    });

    /// <summary>Commits a turn and returns the messages that it sends, now stored.</summary>
    public Task<List<Message>> Commit(Turn turn) => database.Write(session =>
    {
        var instance = turn.Instance;
        Update(session, instance);
        foreach (var message in turn.Consumed) Forget(session, message);
        if (instance.IsFinished) Clear(session, instance.Id, history: false);
        if (turn.StartsOver) Clear(session, instance.Id, history: true, inbox: false);
        Append(session, turn);
        foreach (var held in turn.Held.Where(message => message.Sequence == 0)) Keep(session, held);
        foreach (var timer in turn.CanceledTimers)
            session.Execute(ForgetTimer, timer.Instance, timer.Execution, timer.Task);

        List<Message> sent = [];
        foreach (var child in turn.Children) sent.Add(Start(session, child));
        sent.AddRange(StoreForUnfinished(session, turn.Sent));
        return sent;
    });

    /// <summary>Stores messages for those of their orchestrations that have not finished, and returns these.</summary>
    public Task<List<Message>> PostToUnfinished(IReadOnlyList<Message> messages) =>
        database.Write(session => StoreForUnfinished(session, messages));

    /// <summary>Drops messages whose orchestration has finished or gone.</summary>
    public Task<int> Drop(IReadOnlyList<Message> messages) => database.Write(session =>
    {
        foreach (var message in messages) Forget(session, message);
        return messages.Count;
    });

    private static OrchestrationRuntimeStatus? Status(SqliteSession session, string id) =>
        session.Scalar("SELECT status FROM instances WHERE id = $0", id) is long status ? (OrchestrationRuntimeStatus)status : null;

    /// <summary>Starts a child, or tells the parent that its id is taken.</summary>
    private static Message Start(SqliteSession session, InstanceRecord child)
    {
        if (Status(session, child.Id) is not { } status || InstanceRecord.Finished(status))
        {
            Insert(session, child);
            return new Message(child.Id, EventKind.Start);
        }

        var taken = new OrchestrationAlreadyExistsException($"The orchestration '{child.Id}' exists already and is {status}.");
        var failure = JsonSerializer.Serialize(TaskFailureDetails.FromException(taken));
        var parent = child.Parent!;
        return Store(session, new Message(parent.Id, EventKind.ChildFailed, parent.Execution, parent.Task, child.Name, failure));
    }

    private static void Insert(SqliteSession session, InstanceRecord instance)
    {
        Clear(session, instance.Id, history: true);
        var parent = instance.Parent;
        session.Execute(
            $"""
            INSERT OR REPLACE INTO instances({Columns})
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """,
            instance.Id,
            instance.Name,
            instance.Version,
            instance.Execution,
            (int)instance.Status,
            instance.Input,
            instance.Output,
            instance.Failure,
            instance.CustomStatus,
            instance.Tags,
            instance.CreatedAt.UtcTicks,
            instance.UpdatedAt.UtcTicks,
            instance.CompletedAt?.UtcTicks,
            instance.StartAt?.UtcTicks,
            parent?.Id,
            parent?.Name,
            parent?.Execution,
            parent?.Task);
    }

    private static void Update(SqliteSession session, InstanceRecord instance) => session.Execute(
        """
        UPDATE instances SET version = $1, execution = $2, status = $3, input = $4, output = $5, failure = $6, custom_status = $7,
            updated_at = $8, completed_at = $9 WHERE id = $0
        """,
        instance.Id,
        instance.Version,
        instance.Execution,
        (int)instance.Status,
        instance.Input,
        instance.Output,
        instance.Failure,
        instance.CustomStatus,
        instance.UpdatedAt.UtcTicks,
        instance.CompletedAt?.UtcTicks);

    private static void Append(SqliteSession session, Turn turn)
    {
        var id = turn.Instance.Id;
        for (var i = 0; i < turn.Appended.Count; i++)
        {
            var line = turn.Appended[i];
            session.Execute(
                "INSERT INTO history(instance, sequence, kind, task, name, data, at) VALUES ($0, $1, $2, $3, $4, $5, $6)",
                id, turn.FirstSequence + i, (int)line.Kind, line.Task, line.Name, line.Data, line.At);
        }

        foreach (var call in turn.Activities)
        {
            session.Execute(
                "INSERT INTO activities(instance, execution, task, name, input) VALUES ($0, $1, $2, $3, $4)",
                id, call.Execution, call.Task, call.Name, call.Input);
        }

        foreach (var timer in turn.Timers)
        {
            session.Execute(
                "INSERT INTO timers(instance, execution, task, due) VALUES ($0, $1, $2, $3)",
                id, timer.Execution, timer.Task, timer.Due.UtcTicks);
        }
    }

    private static void Keep(SqliteSession session, Message message)
    {
        Forget(session, message);
        Store(session, message);
    }

    private static List<Message> StoreForUnfinished(SqliteSession session, IReadOnlyList<Message> messages)
    {
        List<Message> stored = [];
        foreach (var message in messages)
        {
            if (Status(session, message.Instance) is { } status && !InstanceRecord.Finished(status)) stored.Add(Store(session, message));
        }

        return stored;
    }

    private static Message Store(SqliteSession session, Message message)
    {
        session.Execute(
            "INSERT INTO inbox(instance, kind, execution, task, name, data) VALUES ($0, $1, $2, $3, $4, $5)",
            message.Instance, (int)message.Kind, message.Execution, message.Task, message.Name, message.Data);
        message.Sequence = session.LastKey();
        return message;
    }

    /// <summary>Removes what a message came from: its inbox row, or the activity or timer that would bring it again.</summary>
    private static void Forget(SqliteSession session, Message message)
    {
        if (message.Sequence > 0)
        {
            session.Execute("DELETE FROM inbox WHERE sequence = $0", message.Sequence);
            return;
        }

        var sql = message.Kind switch
        {
            EventKind.TaskCompleted or EventKind.TaskFailed => ForgetActivity,
            EventKind.TimerFired => ForgetTimer,
            _ => null,
        };
        if (sql is not null) session.Execute(sql, message.Instance, message.Execution, message.Task);
    }

    private static void Clear(SqliteSession session, string id, bool history, bool inbox = true)
    {
        session.Execute("DELETE FROM activities WHERE instance = $0", id);
        session.Execute("DELETE FROM timers WHERE instance = $0", id);
        if (inbox) session.Execute("DELETE FROM inbox WHERE instance = $0", id);
        if (history) session.Execute("DELETE FROM history WHERE instance = $0", id);
    }
}
