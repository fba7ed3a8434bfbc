using Orleans.Concurrency;
using Orleans.Placement;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Cluster.Placement;

/// <summary>Lives where its person's requests arrive, where that node books at all: half the calls of a booking then stay in the process.</summary>
[Reentrant, PreferLocalPlacement, GrainType("code")]
internal sealed class CodeGrain(ILedger ledger, TimeProvider time, WriterCounters counters)
    : WriterGrain<CodeState, CodeCommand, CodeEvent, CodeOutcome>(CodeAggregate.Instance, ledger, time, counters), ICodeGrain
{
    protected override StreamId Stream => new CodeId(this.GetPrimaryKeyString()).Stream;
}
