using System.Security.Cryptography;
using System.Text;

namespace WaitingRoom.Booking.Requesting;

/// <summary>How far a session has come in proving its contact. Holds no contact, no one-time code and no booking code: only keyed hashes.</summary>
/// <param name="StartedAt">Everything is counted from here for <see cref="Span"/>, whatever is asked again meanwhile.</param>
/// <param name="Attempts">One-time codes typed so far, right or wrong.</param>
/// <param name="IssuedFor">Hash of the one-time code that was right; the same again is answered the same.</param>
internal sealed record Verification(
    CodeAnswers Answers, DateTimeOffset StartedAt, IReadOnlyList<SentCode> Sent, int Attempts = 0, string? IssuedFor = null)
{
    /// <summary>How long a one-time code is good for: an SMS that takes ten minutes is late, one that takes longer is hardly ever seen.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Before this nobody can know that a message will not come.</summary>
    public static readonly TimeSpan BetweenSendings = TimeSpan.FromSeconds(60);

    /// <summary>After this a session may begin anew, with new attempts; as long as a session lasts without a request.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(30);

    /// <summary>The first one and three more.</summary>
    public const int MostSendings = 4;

    /// <summary>Five in a million for each one-time code, four times at most in half an hour. Sending again gives no new ones.</summary>
    public const int MostAttempts = 5;

    public int AttemptsLeft => Math.Max(0, MostAttempts - Attempts);

    public int SendingsLeft => Math.Max(0, MostSendings - Sent.Count);

    public bool IsOver(DateTimeOffset now) => now - StartedAt >= Span;

    /// <summary>When the next sending is allowed; null for now.</summary>
    public DateTimeOffset? NextSendingAt(DateTimeOffset now)
    {
        var at = SendingsLeft == 0 ? StartedAt + Span : Sent.Count == 0 ? now : Sent[^1].At + BetweenSendings;
        return at > now ? at : null;
    }

    /// <summary>What the hash of a typed one-time code is. Looks at all of them, however early one is found.</summary>
    public TypedCode Judge(string hash, DateTimeOffset now)
    {
        var (known, good) = (false, false);
        foreach (var sent in Sent)
        {
            var same = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(sent.Hash), Encoding.ASCII.GetBytes(hash));
            known |= same;
            good |= same && sent.At + Life > now;
        }

        return good ? TypedCode.Good : known ? TypedCode.Expired : TypedCode.Wrong;
    }
}

/// <param name="Hash">Keyed hash of the one-time code, bound to the session.</param>
internal sealed record SentCode(string Hash, DateTimeOffset At);

internal enum TypedCode
{
    Good,

    /// <summary>One of ours, but too old.</summary>
    Expired,

    Wrong,
}

/// <summary>What the eligibility questions were answered with, once it was found right.</summary>
/// <param name="Group">Booking group of the code.</param>
internal sealed record CodeAnswers(int BirthYear, string Priority, int Group);

/// <summary>What went to one contact lately: nobody's telephone is flooded by strangers.</summary>
internal sealed record ContactUse(DateTimeOffset Since, int Sendings)
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>A household of four that each ask twice again.</summary>
    public const int MostSendings = 12;

    public ContactUse At(DateTimeOffset now) => now - Since < Window ? this : new ContactUse(now, 0);
}
