namespace Interlink.Runtime.Tests.Durable.Model;

/// <summary>One instruction of a program for the interpreting orchestrator.</summary>
public sealed record Op(string Kind, int Number = 0, Op[]? Body = null)
{
    public override string ToString() => Body is null ? $"{Kind} {Number}" : $"{Kind} {{ {string.Join("; ", Body.AsEnumerable())} }}";
}

/// <summary>What the interpreter is given: what is left to do, and what has been written down.</summary>
public sealed record Script(Op[] Ops, string Log, int Round);

/// <summary>A program and the events that somebody outside raises for it, in this order.</summary>
public sealed record ModelProgram(Op[] Ops, IReadOnlyList<(string Name, string Payload)> Events, bool EndsTerminated)
{
    public override string ToString() => $"{string.Join("; ", Ops.AsEnumerable())} | {string.Join(' ', Events)}";
}

/// <summary>Makes programs that have one outcome, whatever the order in which independent things happen.</summary>
internal sealed class ModelGenerator(int seed, bool countsAttempts)
{
    private static readonly string[] s_plain =
        ["ok", "ok", "fail", "sleep", "cancel", "all", "status", "guid", "echo", "silence", "detach", "handled"];

    private readonly Random _random = new(seed);

    public ModelProgram Next()
    {
        List<Op> ops = [];
        List<(string, string)> events = [];
        var hears = true;
        for (var length = _random.Next(1, 12); ops.Count < length;)
        {
            var roll = _random.Next(20);
            if (roll < 4 && hears)
            {
                var name = _random.Next(3);
                events.Add(($"E{name}", $"{_random.Next(100)}"));
                ops.Add(new Op(_random.Next(2) == 0 ? "hear" : "hear-in-time", name));
            }
            else if (roll == 4)
            {
                hears &= _random.Next(2) == 0;
                ops.Add(new Op(hears ? "renew" : "renew-dropping"));
            }
            else if (roll is 5 or 6)
            {
                ops.Add(new Op("child", 0, Child(depth: 0)));
            }
            else if (roll == 7 && countsAttempts)
            {
                ops.Add(new Op("retry", _random.Next(1, 5)));
            }
            else
            {
                ops.Add(Plain());
            }
        }

        while (_random.Next(3) == 0) events.Add(($"E{_random.Next(3)}", "left over"));
        var end = _random.Next(20);
        if (end == 0) ops.Add(new Op("throw", _random.Next(100)));
        if (end == 1) ops.Add(new Op("hang"));
        return new ModelProgram([.. ops], events, end == 1);
    }

    private Op Plain() => new(s_plain[_random.Next(s_plain.Length)], _random.Next(1, 8));

    private Op[] Child(int depth)
    {
        List<Op> ops = [];
        for (var length = _random.Next(4); ops.Count < length;)
            ops.Add(depth < 2 && _random.Next(8) == 0 ? new Op("child", 0, Child(depth + 1)) : Plain());
        if (_random.Next(5) == 0) ops.Add(new Op("renew"));
        if (_random.Next(6) == 0) ops.Add(new Op("throw", _random.Next(100)));
        return [.. ops];
    }
}
