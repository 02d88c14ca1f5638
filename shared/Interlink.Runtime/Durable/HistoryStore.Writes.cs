using DurableTask.Core.Exceptions;
using Microsoft.DurableTask.Client;

namespace Interlink.Runtime.Durable;

internal sealed partial class HistoryStore
{
    /// <summary>
    /// Stores a new orchestration, in place of a finished one of the same id unless its status is among the refused; the message
    /// that starts it, none when a timer will, goes to <paramref name="deliver"/>.
    /// </summary>
    public Task Create(
        InstanceRecord instance,
        IReadOnlyCollection<OrchestrationRuntimeStatus> refused,
        DateTimeOffset now,
        Action<Message, TimerCall?> deliver)
    {
        var timer = instance.StartAt is { } at && at > now
            ? new TimerCall(instance.Id, NewKey(), instance.Execution, -1, at)
            : (TimerCall?)null;
        var stored = instance with { Key = timer?.Key ?? NewKey(), IsBusy = timer is null };
        return database.Write(
            stored.Id,
            session =>
            {
                if (Status(session, stored.Id) is { } status && (!InstanceRecord.Finished(status) || refused.Contains(status)))
                    throw new OrchestrationAlreadyExistsException($"The orchestration '{stored.Id}' exists already and is {status}.");
                Insert(session, stored);
                if (timer is { } start) Insert(session, start);
                return new Message(stored.Id, EventKind.Start, stored.Execution) { Fresh = new Loaded(stored, []) };
            },
            message => deliver(message, timer));
    }

    /// <summary>Stores a message for an orchestration that has not finished, then delivers it; throws when there is none.</summary>
    public Task Post(Message message, Action<Message> deliver) => database.Write(
        message.Instance,
        session =>
        {
            var status = Status(session, message.Instance) ?? throw new OrchestrationNotFoundException(message.Instance);
            if (InstanceRecord.Finished(status))
                throw new OrchestrationStatusException(message.Instance, $"The orchestration '{message.Instance}' is {status}.");
            return Store(session, message);
        },
        deliver);

    /// <summary>Commits a turn; one of the two is called on the writer's thread.</summary>
    public void Commit(Turn turn, Action<CommittedTurn> committed, Action<Exception> failed) =>
        database.Write(turn.Instance.Id, new TurnWrite(this, turn, committed, failed));

    /// <summary>Drops messages whose orchestration has finished or gone.</summary>
    public Task<int> Drop(string instance, IReadOnlyList<Message> messages) => database.Write(instance, session =>
    {
        foreach (var message in messages) Forget(session, message, isHeard: false);
        return messages.Count;
    });

    /// <summary>Inputs of more characters stand in a row of their own.</summary>
    private const int InputInRow = 1024;

    private static OrchestrationRuntimeStatus? Status(SqliteSession session, string id) => Target(session, id)?.Status;

    private static (long Key, OrchestrationRuntimeStatus Status)? Target(SqliteSession session, string id) => session.First(
        "SELECT key, status FROM instances WHERE id = ?1",
        row => ((long, OrchestrationRuntimeStatus)?)(row.Number(0), (OrchestrationRuntimeStatus)row.Small(1)),
        id);

    private CommittedTurn Write(SqliteSession session, Turn turn)
    {
        var instance = turn.Instance;
        if (turn.StartsOver) session.Execute("DELETE FROM turns WHERE instance = ?1", instance.Key);
        if (turn.ClearsTimers) session.Execute("DELETE FROM timers WHERE instance = ?1", instance.Key);
        foreach (var message in turn.Consumed) Forget(session, message, isHeard: message.Execution == instance.Execution);
        if (turn.History is { } history)
            session.Execute("INSERT INTO turns(instance, at, data) VALUES (?1, ?2, ?3)", instance.Key, turn.At.UtcTicks, history);
        foreach (var timer in turn.CanceledTimers) Forget(session, timer.Key, timer.Task);
        foreach (var timer in turn.Timers) Insert(session, timer);
        foreach (var call in turn.Leftovers) Insert(session, call, instance.Key);
        if (turn.IsChanged) Update(session, instance);
        if (turn.StartsOver)
        {
            session.Execute("DELETE FROM inputs WHERE instance = ?1", instance.Key);
            if (IsLarge(instance.Input)) InsertInput(session, instance);
        }

        List<Message> held = [.. turn.Held.Select(message => message.Sequence == 0 ? Keep(session, message, instance.Key) : message)];

        List<Message> sent = [];
        foreach (var child in turn.Children) sent.Add(Start(session, child));
        foreach (var message in turn.Sent) StoreForUnfinished(session, message, sent);
        if (turn.TerminationOfChildren is { } termination)
        {
            foreach (var child in UnfinishedChildren(session, instance.Id))
                StoreForUnfinished(session, Message.Termination(child, termination.Data, recursive: true), sent);
        }

        return new CommittedTurn(turn, sent, held);
    }

    /// <summary>Starts a child, or tells the parent that its id is taken.</summary>
    private Message Start(SqliteSession session, InstanceRecord child)
    {
        if (Status(session, child.Id) is not { } status || InstanceRecord.Finished(status))
        {
            var stored = child with { Key = NewKey() };
            Insert(session, stored);
            return new Message(stored.Id, EventKind.Start, stored.Execution) { Fresh = new Loaded(stored, []) };
        }

        var taken = new OrchestrationAlreadyExistsException($"The orchestration '{child.Id}' exists already and is {status}.");
        var failure = StoredFailure.Write(taken);
        var parent = child.Parent!;
        return Store(session, new Message(parent.Id, EventKind.ChildFailed, parent.Execution, parent.Task, child.Name, failure));
    }

    private static void Insert(SqliteSession session, InstanceRecord instance)
    {
        if (Target(session, instance.Id) is { } earlier) Delete(session, earlier.Key);
        var parent = instance.Parent;
        session.Execute(
            $"""
            INSERT INTO instances({Columns})
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
            """,
            instance.Key,
            instance.Id,
            instance.Name,
            instance.Version,
            instance.Execution,
            (int)instance.Status,
            instance.IsBusy,
            instance.CreatedAt.UtcTicks,
            instance.UpdatedAt.UtcTicks,
            instance.CompletedAt?.UtcTicks,
            instance.StartAt?.UtcTicks,
            parent?.Id,
            parent?.Name,
            parent?.Execution,
            parent?.Task,
            instance.Tags,
            instance.CustomStatus,
            instance.Failure,
            InRow(instance.Input),
            instance.Output,
            instance.Trace);
        if (IsLarge(instance.Input)) InsertInput(session, instance);
    }

    private static bool IsLarge(string? input) => input?.Length > InputInRow;

    private static string? InRow(string? input) => IsLarge(input) ? null : input;

    private static void InsertInput(SqliteSession session, InstanceRecord instance) => session.Execute(
        "INSERT OR REPLACE INTO inputs(instance, data) VALUES (?1, ?2)", instance.Key, instance.Input);

    private static void Insert(SqliteSession session, TimerCall timer) => session.Execute(
        "INSERT OR REPLACE INTO timers(instance, task, execution, due) VALUES (?1, ?2, ?3, ?4)",
        timer.Key, timer.Task, timer.Execution, timer.Due.UtcTicks);

    private static void Insert(SqliteSession session, ActivityCall call, long key) => session.Execute(
        "INSERT OR REPLACE INTO leftovers(instance, execution, task, name, input) VALUES (?1, ?2, ?3, ?4, ?5)",
        key, call.Execution, call.Task, call.Name, call.Input);

    private static void Update(SqliteSession session, InstanceRecord instance) => session.Execute(
        """
        UPDATE instances SET version = ?2, execution = ?3, status = ?4, busy = ?5, updated_at = ?6, completed_at = ?7,
            custom_status = ?8, failure = ?9, input = ?10, output = ?11, trace = ?12 WHERE key = ?1
        """,
        instance.Key,
        instance.Version,
        instance.Execution,
        (int)instance.Status,
        instance.IsBusy,
        instance.UpdatedAt.UtcTicks,
        instance.CompletedAt?.UtcTicks,
        instance.CustomStatus,
        instance.Failure,
        InRow(instance.Input),
        instance.Output,
        instance.Trace);

    /// <summary>Stores a message that came without a row, because it will have to wait.</summary>
    private static Message Keep(SqliteSession session, Message message, long key)
    {
        Forget(session, message, isHeard: true);
        return Store(session, message, key);
    }

    private static void StoreForUnfinished(SqliteSession session, Message message, List<Message> stored)
    {
        if (Target(session, message.Instance) is { } target && !InstanceRecord.Finished(target.Status))
            stored.Add(Store(session, message, target.Key));
    }

    private static Message Store(SqliteSession session, Message message) =>
        Store(session, message, Target(session, message.Instance)!.Value.Key);

    private static Message Store(SqliteSession session, Message message, long key)
    {
        session.Execute(
            "INSERT INTO inbox(instance, kind, execution, task, name, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            key, (int)message.Kind, message.Execution, message.Task, message.Name, message.Data);
        return message with { Sequence = session.LastKey, Key = key };
    }

    /// <summary>Removes what a message came from: its inbox row, or the timer or leftover activity that would bring it again.</summary>
    private static void Forget(SqliteSession session, Message message, bool isHeard)
    {
        if (message.Sequence > 0) session.Execute("DELETE FROM inbox WHERE sequence = ?1", message.Sequence);
        else if (message.IsFromTimer) Forget(session, message.Key, message.Task);
        if (!isHeard && message.Kind is (EventKind.TaskCompleted or EventKind.TaskFailed))
            session.Execute("DELETE FROM leftovers WHERE execution = ?1 AND task = ?2", message.Execution, message.Task);
    }

    private static void Forget(SqliteSession session, long key, int task) =>
        session.Execute("DELETE FROM timers WHERE instance = ?1 AND task = ?2", key, task);

    /// <summary>Removes an orchestration and all that belongs to it.</summary>
    private static void Delete(SqliteSession session, long key)
    {
        session.Execute("DELETE FROM turns WHERE instance = ?1", key);
        session.Execute("DELETE FROM timers WHERE instance = ?1", key);
        session.Execute("DELETE FROM inputs WHERE instance = ?1", key);
        session.Execute("DELETE FROM instances WHERE key = ?1", key);
    }

    private sealed class TurnWrite(HistoryStore store, Turn turn, Action<CommittedTurn> committed, Action<Exception> failed) : Write
    {
        private CommittedTurn? _result;

        public override void Run(SqliteSession session) => _result = store.Write(session, turn);

        public override void Committed() => committed(_result!);

        public override void Failed(Exception exception) => failed(exception);
    }
}
