using WaitingRoom.Grains.Identity;

namespace WaitingRoom.Booking.Messages;

/// <summary>A message as it goes to one person. Personal data: lives in memory while it is sent, and is never logged.</summary>
/// <param name="Id">The same when it is sent again.</param>
/// <param name="To">An e-mail address, a telephone number as it was typed, or the lines of a postal address.</param>
/// <param name="Subject">Not used by SMS.</param>
/// <param name="Text">Plain text; lines end with a line feed.</param>
internal sealed record OutgoingMessage(OperationId Id, MessageRoute Route, string To, string Subject, string Text)
{
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    /// <summary>What a letter looks like: a whole HTML document that refers to nothing outside itself. Null for other routes.</summary>
    public string? Html { get; init; }

    public override string ToString() => $"{Route} {Id}";
}

/// <param name="ContentType">With parameters where there are any.</param>
internal sealed record Attachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content);
