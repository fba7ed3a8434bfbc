namespace WaitingRoom.Gate;

/// <summary>A kind of token that the waiting room signs with its public key pair, and whom it is for.</summary>
/// <param name="Type">The header <c>typ</c>.</param>
/// <param name="Audience">The claim <c>aud</c>.</param>
internal sealed record TokenKind(string Type, string Audience)
{
    /// <summary>Lets its bearer come in, once, within minutes.</summary>
    public static readonly TokenKind Admission = new("wr-admission+jwt", "wr-booking");

    /// <summary>Lets its bearer stay; ends with the session and is renewed with it.</summary>
    public static readonly TokenKind Pass = new("wr-pass+jwt", "wr-booking");
}
