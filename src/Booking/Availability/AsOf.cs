using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace WaitingRoom.Booking.Availability;

/// <summary>
/// The header <c>Waiting-Room-As-Of</c>: when storage was last read for what an answer says, RFC 3339 in UTC. Beside the bytes and not in them, so that what has not changed is still the same
/// bytes under the same tag; an answer of 304 carries it too.
/// </summary>
internal static class AsOf
{
    public const string Header = "Waiting-Room-As-Of";

    /// <summary>Empty, which sends no header, where nothing was read yet.</summary>
    public static StringValues Write(DateTimeOffset? at) =>
        at is { } read ? read.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) : StringValues.Empty;
}
