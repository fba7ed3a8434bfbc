using WaitingRoom.Grains;
using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Conformance;

/// <summary>Grains as one host places them, as two processes of it see them; where a host has one process both are the same.</summary>
/// <param name="Here">The process that is asked mostly.</param>
/// <param name="There">Another one.</param>
/// <param name="Ledger">Beneath both.</param>
public sealed record GrainHosts(IGrains Here, IGrains There, ILedger Ledger);
