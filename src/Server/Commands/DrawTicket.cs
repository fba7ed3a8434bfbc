using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace WaitingRoom.Server.Commands;

/// <summary>As much of a ticket as a check of a draw needs. Its signature is not checked: only the waiting room can, and a forged ticket proves nothing to anybody but its forger.</summary>
/// <param name="Room">Null when only a number is known.</param>
/// <param name="BrowserHash">The member <c>cnf.bsh</c>; null when only a number is known.</param>
internal sealed record DrawTicket(long Number, string? Room, string? BrowserHash)
{
    /// <param name="text">A number or a JWT.</param>
    public static bool TryRead(string? text, [NotNullWhen(true)] out DrawTicket? ticket)
    {
        ticket = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new DrawTicket(number, null, null)
            : text?.Split('.') is [_, var payload, _] && Base64Url.IsValid(payload) ? FromPayload(Base64Url.DecodeFromChars(payload)) : null;
        return ticket is { Number: > 0 };
    }

    private static DrawTicket? FromPayload(byte[] payload)
    {
        try
        {
            using var claims = JsonDocument.Parse(payload);
            return new DrawTicket(
                claims.RootElement.GetProperty("num").GetInt64(), claims.RootElement.GetProperty("room").GetString(), claims.RootElement.GetProperty("cnf").GetProperty("bsh").GetString());
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
