using System.Security.Cryptography;
using System.Text;

namespace WaitingRoom.Grains.Draws;

/// <summary>
/// What a ticket of the pre-queue puts into the roster: 32 bytes that its holder can compute from the ticket and that say nothing about a person. The
/// same browser always gives the same leaf in the same room, and another one in every other room. Stated in docs/draw.md.
/// </summary>
public static class RosterLeaf
{
    /// <summary>Keeps these hashes apart from all others that are made of the same words.</summary>
    private const string Domain = "waiting-room-leaf/1";

    /// <param name="room">The room's name.</param>
    /// <param name="browserHash">The member <c>cnf.bsh</c> of the ticket as it stands there, 43 characters of base64url.</param>
    public static byte[] Of(string room, string browserHash) => SHA256.HashData(Encoding.UTF8.GetBytes($"{Domain}\n{room}\n{browserHash}"));
}
