using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WaitingRoom.Booking.Keys;
using WaitingRoom.Grains.Codes;
using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Booking.Codes;

/// <summary>What is stored in place of codes, and the references that confirmations carry: both from HMAC-SHA256 under the key of <c>keys/codes</c>.</summary>
internal sealed class CodeHashing(DocumentKeys keys)
{
    /// <summary>160 bits: far beyond any chance that two of some ten million codes meet, and short enough for a stream's name.</summary>
    private const int HashBytes = 20;

    /// <summary>Eighteen characters of the clear alphabet: 87 bits, in three groups of six so that nobody takes a reference for a code.</summary>
    private const int ReferenceLength = 18;

    private const int ReferenceGroup = 6;

    public async ValueTask<CodeId> Of(BookingCode code) =>
        new(Convert.ToHexStringLower((await Hash("wr-code/1", code.Characters)).AsSpan(0, HashBytes)));

    /// <summary>The same for the same pair, so that a repeated hold carries the same reference; without the key nobody can foretell it.</summary>
    public async ValueTask<string> ReferenceOf(PairId pair)
    {
        var hash = await Hash("wr-reference/1", pair.ToString());
        var characters = ClearAlphabet.Write(BinaryPrimitives.ReadUInt128BigEndian(hash), ReferenceLength);
        return string.Join('-', characters.Chunk(ReferenceGroup).Select(group => new string(group)));
    }

    private async ValueTask<byte[]> Hash(string purpose, string words)
    {
        var set = await keys.Get(DocumentKeys.Codes);
        return HMACSHA256.HashData(set.Current.Bytes, Encoding.UTF8.GetBytes($"{purpose}\0{words}"));
    }
}
