namespace WaitingRoom.Booking.Requesting;

/// <summary>How a verification stands, as its person is told.</summary>
/// <param name="Sendings">One-time codes on their way; 0 while no provider took one.</param>
/// <param name="ExpiresAt">When the newest one-time code ends; older ones end before.</param>
/// <param name="ResendAt">From when another one may be asked for.</param>
internal sealed record VerificationView(int Sendings, DateTimeOffset ExpiresAt, DateTimeOffset ResendAt, int ResendsLeft, int AttemptsLeft)
{
    public static VerificationView Of(Verification verification)
    {
        var newest = verification.Sent.Count == 0 ? verification.StartedAt : verification.Sent[^1].At;
        return new VerificationView(verification.Sent.Count, newest + Verification.Life, newest + Verification.BetweenSendings, verification.SendingsLeft, verification.AttemptsLeft);
    }
}

/// <param name="Contact">Where the booking code is sent to; it is shown in any case.</param>
internal sealed record OneTimeCodeRequest(string? OneTimeCode, string? Contact = null);

/// <param name="Contact">The same as before or another.</param>
internal sealed record ResendRequest(string? Contact);
