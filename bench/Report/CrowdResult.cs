using System.Globalization;
using WaitingRoom.Bench.Hosts;

namespace WaitingRoom.Bench.Report;

/// <param name="Issued">Tickets handed out.</param>
/// <param name="Memory">Of the server, after a full collection.</param>
internal sealed record CrowdLook(long Issued, MemoryFigures Memory);

/// <summary>Growth of the server's memory with the people who wait.</summary>
/// <param name="BytesPerVisitor">Live bytes for each visitor between the last two looks, when everything of fixed size was full.</param>
/// <param name="FixedBytes">Live bytes gained between the first two looks: caches of fixed size and compiled code.</param>
/// <param name="WorkingSetPerVisitor">As <paramref name="BytesPerVisitor"/>, of the process's working set; includes the collector's reserves and the database's caches.</param>
internal sealed record CrowdResult(Machine Machine, IReadOnlyList<CrowdLook> Looks, double BytesPerVisitor, long FixedBytes, double WorkingSetPerVisitor, double AimBytes)
{
    public static CrowdResult Of(Machine machine, IReadOnlyList<CrowdLook> looks, double aimBytes)
    {
        var (first, full, last) = (looks[0], looks[^2], looks[^1]);
        double people = Math.Max(1, last.Issued - full.Issued);
        return new CrowdResult(
            machine, looks,
            Math.Round((last.Memory.ManagedBytes - full.Memory.ManagedBytes) / people, 3),
            full.Memory.ManagedBytes - first.Memory.ManagedBytes,
            Math.Round((last.Memory.WorkingSetBytes - full.Memory.WorkingSetBytes) / people, 3),
            aimBytes);
    }

    public IEnumerable<string> Lines() =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{BytesPerVisitor} bytes live for each further visitor (aim: at most {AimBytes}, {(BytesPerVisitor <= AimBytes ? "reached" : "NOT reached")})"),
        string.Create(CultureInfo.InvariantCulture, $"{FixedBytes:N0} bytes once, for caches of fixed size; working set {WorkingSetPerVisitor} bytes for each further visitor"),
    ];
}
