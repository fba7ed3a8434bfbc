using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WaitingRoom.Grains.Draws;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Queue.Rooms;

namespace WaitingRoom.Queue.Draws;

/// <summary>GET /rooms/{room}/receipts/{number}: the Merkle proof (RFC 9162, 2.1.3) that this ticket is in the closed roster. Public: it names nobody.</summary>
internal sealed class ReceiptEndpoint(OpenRooms rooms, DrawRooms draws)
{
    public static string PathOf(string room, long number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/rooms/{room}/receipts/{number}");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/rooms/{room}/receipts/{number:long}", (string room, long number, HttpResponse response, ReceiptEndpoint receipt) => receipt.Answer(room, number, response)).WithTags("draw");

    private async Task<IResult> Answer(string name, long number, HttpResponse response)
    {
        if (!rooms.TryFind(name, out var open))
        {
            return RoomProblems.Unknown();
        }

        var room = draws.Of(open.Id);
        if (await room.See() is not { } state)
        {
            return RoomProblems.Unavailable();
        }

        if (state is not { Settings.Order: RoomOrder.Draw, Commitment: not null })
        {
            return DrawProblems.NoDraw();
        }

        if (!await room.IsClosed(state))
        {
            return DrawProblems.RosterOpen();
        }

        var count = (await room.See() ?? state).Roster.Count;
        if (number < 1 || number > count)
        {
            return DrawProblems.ReceiptUnknown(count);
        }

        RosterTree roster;
        try
        {
            roster = await room.Roster(count);
        }
        catch (LedgerUnavailableException)
        {
            return RoomProblems.Unavailable();
        }

        var index = (int)(number - 1);
        var leaf = roster.Leaf(index);
        response.Headers.CacheControl = DrawEndpoint.Forever;
        return Results.Json(
            new Receipt(
                Receipt.Rules, name, number, index, count, Convert.ToHexStringLower(leaf), Convert.ToHexStringLower(MerkleTree.LeafHash(leaf)),
                [.. roster.Proof(index).Select(Convert.ToHexStringLower)], Convert.ToHexStringLower(roster.Root)),
            ReceiptJson.Default.Receipt);
    }
}

/// <summary>A receipt; bytes are lower-case hex.</summary>
/// <param name="Index">The number less one, as the tree counts.</param>
/// <param name="Path">The sibling hashes from the leaf up.</param>
/// <param name="Root">As in the draw file.</param>
internal sealed record Receipt(string Format, string Room, long Number, long Index, long Count, string Leaf, string LeafHash, IReadOnlyList<string> Path, string Root)
{
    public const string Rules = "waiting-room-receipt/1";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Receipt))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
