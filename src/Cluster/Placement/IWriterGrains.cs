using Orleans.Concurrency;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Days;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Cluster.Placement;

/// <summary>
/// How long a caller waits for a grain. Below every HTTP deadline (15 s at the proxy), so that a person hears "one moment" and not nothing; above a commit that a checkpoint stalls. A call that
/// takes longer is unknown and is repeated with its operation id.
/// </summary>
internal static class CallLimits
{
    public const string Asking = "00:00:05";

    /// <summary>A reading that is late is worth nothing: who reads asks again a second later.</summary>
    public const string Reading = "00:00:02";
}

/// <summary>A centre's day; the key is <see cref="DayId"/>'s text.</summary>
[Alias("wr.day")]
internal interface IDayGrain : IGrainWithStringKey
{
    [Alias("ask"), ResponseTimeout(CallLimits.Asking)]
    Task<Reply<DayOutcome>> Ask(DayCommand command);

    /// <summary>The newest durable state; null when storage does not answer. Within a process it is not copied.</summary>
    [Alias("read"), ReadOnly, ResponseTimeout(CallLimits.Reading)]
    Task<DayState?> Read();
}

/// <summary>A booking code; the key is its hash.</summary>
[Alias("wr.code")]
internal interface ICodeGrain : IGrainWithStringKey
{
    [Alias("ask"), ResponseTimeout(CallLimits.Asking)]
    Task<Reply<CodeOutcome>> Ask(CodeCommand command);

    [Alias("read"), ReadOnly, ResponseTimeout(CallLimits.Reading)]
    Task<CodeState?> Read();
}

/// <summary>A waiting room; the key is its name.</summary>
[Alias("wr.room")]
internal interface IRoomGrain : IGrainWithStringKey
{
    [Alias("ask"), ResponseTimeout(CallLimits.Asking)]
    Task<Reply<RoomOutcome>> Ask(RoomCommand command);

    [Alias("read"), ReadOnly, ResponseTimeout(CallLimits.Reading)]
    Task<RoomState?> Read();
}
