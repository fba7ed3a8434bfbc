using System.Collections.Immutable;
using System.Text.Json.Serialization;
using WaitingRoom.Grains.Draws;

namespace WaitingRoom.Grains.Rooms;

/// <summary>A room's state at rest.</summary>
internal sealed record RoomSnapshot(
    RoomSettings Settings,
    bool StockGone,
    long Issued,
    long RosterCount,
    byte[][] RosterPeaks,
    DrawCommitment? Commitment,
    Draw? Draw,
    long Serving,
    DateTimeOffset ServedAt,
    double Credit,
    Call[] Calls,
    IReadOnlyDictionary<long, ulong[]> Claimed,
    IReadOnlyDictionary<long, DateTimeOffset> Extended,
    long[] ExtensionUsed,
    long[] ReturnUsed,
    DateTimeOffset? HeldSince,
    IReadOnlyDictionary<long, ActiveSession> Sessions,
    AdmissionWindow Admissions,
    AdmissionWindow StaffAdmissions,
    DateTimeOffset? StaffSeenAt,
    double DoorCredit,
    DateTimeOffset DoorAt,
    long StaffAdmitted,
    int TurnsSeen,
    double NoShowRate,
    long Pending)
{
    public static RoomSnapshot Of(RoomState s) => new(
        s.Settings, s.StockGone, s.Issued, s.Roster.Count, [.. s.Roster.Peaks], s.Commitment, s.Draw, s.Serving, s.ServedAt, s.Credit, [.. s.Calls],
        s.Claimed.Chunks, s.Extended, [.. s.ExtensionUsed], [.. s.ReturnUsed], s.HeldSince, s.Sessions, s.Admissions, s.StaffAdmissions, s.StaffSeenAt, s.DoorCredit, s.DoorAt, s.StaffAdmitted,
        s.TurnsSeen, s.NoShowRate, s.Pending);

    public RoomState ToState(RoomId id) => new(id)
    {
        Settings = Settings,
        StockGone = StockGone,
        Issued = Issued,
        Roster = new MerkleFrontier(RosterCount, [.. RosterPeaks]),
        Commitment = Commitment,
        Draw = Draw,
        Serving = Serving,
        ServedAt = ServedAt,
        Credit = Credit,
        Calls = [.. Calls],
        Claimed = NumberSet.From(Claimed),
        Extended = Extended.ToImmutableDictionary(),
        ExtensionUsed = [.. ExtensionUsed],
        ReturnUsed = [.. ReturnUsed],
        HeldSince = HeldSince,
        Sessions = Sessions.ToImmutableDictionary(),
        SessionEnds = [.. Sessions.Select(p => new SessionEnd(p.Value.Until, p.Key))],
        Admissions = Admissions,
        StaffAdmissions = StaffAdmissions,
        StaffSeenAt = StaffSeenAt,
        DoorCredit = DoorCredit,
        DoorAt = DoorAt,
        StaffAdmitted = StaffAdmitted,
        TurnsSeen = TurnsSeen,
        NoShowRate = NoShowRate,
        Pending = Pending,
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoomSnapshot))]
[JsonSerializable(typeof(RoomEvent.RoomConfigured), TypeInfoPropertyName = "RoomConfigured")]
[JsonSerializable(typeof(RoomEvent.DrawCommitted), TypeInfoPropertyName = "DrawCommitted")]
[JsonSerializable(typeof(RoomEvent.TicketsEntered), TypeInfoPropertyName = "TicketsEntered")]
[JsonSerializable(typeof(RoomEvent.Drawn), TypeInfoPropertyName = "Drawn")]
[JsonSerializable(typeof(RoomEvent.BlockTaken), TypeInfoPropertyName = "BlockTaken")]
[JsonSerializable(typeof(RoomEvent.ServingMoved), TypeInfoPropertyName = "ServingMoved")]
[JsonSerializable(typeof(RoomEvent.TurnsLapsed), TypeInfoPropertyName = "TurnsLapsed")]
[JsonSerializable(typeof(RoomEvent.TurnsPostponed), TypeInfoPropertyName = "TurnsPostponed")]
[JsonSerializable(typeof(RoomEvent.StockChanged), TypeInfoPropertyName = "StockChanged")]
[JsonSerializable(typeof(RoomEvent.AdmissionClaimed), TypeInfoPropertyName = "AdmissionClaimed")]
[JsonSerializable(typeof(RoomEvent.TurnExtended), TypeInfoPropertyName = "TurnExtended")]
[JsonSerializable(typeof(RoomEvent.TurnRegained), TypeInfoPropertyName = "TurnRegained")]
[JsonSerializable(typeof(RoomEvent.StaffKnocked), TypeInfoPropertyName = "StaffKnocked")]
[JsonSerializable(typeof(RoomEvent.StaffAdmitted), TypeInfoPropertyName = "StaffAdmitted")]
[JsonSerializable(typeof(RoomEvent.SessionRenewed), TypeInfoPropertyName = "SessionRenewed")]
[JsonSerializable(typeof(RoomEvent.SessionEnded), TypeInfoPropertyName = "SessionEnded")]
[JsonSerializable(typeof(RoomEvent.SessionsExpired), TypeInfoPropertyName = "SessionsExpired")]
internal sealed partial class RoomJson : JsonSerializerContext;
