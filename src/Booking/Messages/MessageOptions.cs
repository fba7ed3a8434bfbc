namespace WaitingRoom.Booking.Messages;

/// <summary>How messages leave the house. Bound from the configuration section <c>Booking:Messages</c>. A route that is not configured sends nothing; its messages wait and end as dead letters.</summary>
public sealed class MessageOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = BookingOptions.Section + ":Messages";

    /// <summary>Where citizens find the service, such as <c>https://termine.example</c>; the host's own address unless set. Never carries a token.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>
    /// Routes that are not configured go to the page <c>/development/outbox</c> instead, which shows the newest ones to whoever sits at the machine. For demonstrations only: it shows
    /// personal data.
    /// </summary>
    public bool DevelopmentOutbox { get; set; }

    /// <summary>Whether this process sends; where several share a database, one is enough.</summary>
    public bool Sends { get; set; } = true;

    /// <summary>A provider that takes longer counts as unavailable. Mail servers that greylist or scan answer within seconds.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Settled rows of the outbox are forgotten after this long; they say that a message went, never to whom.</summary>
    public TimeSpan KeepSettled { get; set; } = TimeSpan.FromDays(90);
}
