namespace WaitingRoom.Grains.Draws;

/// <summary>
/// The public record of a draw, from its promise to its result: what <c>GET /rooms/{room}/draw</c> answers and <c>verify-draw</c> reads. Bytes are lower-case hex.
/// Members that are not known yet are null. The format is stated in docs/draw.md.
/// </summary>
/// <param name="State">promised, awaiting-draw or drawn.</param>
/// <param name="Count">Tickets in the roster; until the opening, so far.</param>
/// <param name="RosterRoot">Merkle root over the leaves; from the opening on, when nobody can enter any more.</param>
/// <param name="Leaves">32 bytes for each ticket, number 1 first; once drawn.</param>
public sealed record DrawFile(
    string Room,
    string State,
    DateTimeOffset OpensAt,
    string Commitment,
    string Beacon,
    long Count,
    string? RosterRoot = null,
    string? Secret = null,
    string? BeaconValue = null,
    string? Seed = null,
    byte[]? Leaves = null)
{
    /// <summary>The rules of this file. Others will have another word here.</summary>
    public const string Format = "waiting-room-draw/1";

    public const string Promised = "promised";
    public const string AwaitingDraw = "awaiting-draw";
    public const string Drawn = "drawn";

    public static DrawFile Of(string room, DateTimeOffset opensAt, Draw draw, byte[] leaves) => new(
        room, Drawn, opensAt, draw.Commitment.Commitment, draw.Commitment.Beacon, draw.Count, draw.RosterRoot, draw.Secret, draw.BeaconValue,
        Convert.ToHexStringLower(draw.Seed()), leaves);
}
