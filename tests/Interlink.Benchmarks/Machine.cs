using System.Globalization;
using System.Runtime.InteropServices;

namespace Interlink.Benchmarks;

/// <summary>The facts about the machine without which figures say nothing.</summary>
internal static class Machine
{
    public static IEnumerable<Figure> Facts()
    {
        yield return new("Processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return new("Memory", FormattableString.Invariant($"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):0} GiB"));
        yield return new("System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");
        yield return new("Runtime", RuntimeInformation.FrameworkDescription);
        yield return new("Load when started", File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "not known");
    }

    /// <summary>Resident memory of a process; null where the system does not tell.</summary>
    public static double? ResidentMebibytes(int processId)
    {
        var status = $"/proc/{processId}/status";
        var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)) : null;
        return line is null ? null : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
