using Microsoft.Extensions.Options;

namespace WaitingRoom.Booking.Messages.Providers;

/// <summary>Letters: each becomes a PDF in a folder that a printer or a print service empties. The name is the message's id, so a letter made again replaces itself.</summary>
internal sealed class PrintQueue(IOptions<LetterOptions> options, PdfPress press) : IMessageSender
{
    public MessageRoute Route => MessageRoute.Letter;

    public async Task<SendResult> Send(OutgoingMessage message, CancellationToken cancellation)
    {
        if (message.Html is null)
        {
            return new SendResult.Refused("no-letter");
        }

        if (await press.Press(message.Html, cancellation) is not { } pdf)
        {
            return new SendResult.Unavailable("pdf-not-made");
        }

        try
        {
            var folder = Directory.CreateDirectory(options.Value.Folder).FullName;
            var file = Path.Combine(folder, $"{message.Id}.pdf");
            // Whoever empties the folder must never see half a letter.
            var draft = Path.Combine(folder, $".{message.Id}.part");
            await using (var stream = new FileStream(draft, ForOwnerAndGroup()))
            {
                await stream.WriteAsync(pdf, cancellation);
                await stream.FlushAsync(cancellation);
                RandomAccess.FlushToDisk(stream.SafeFileHandle);
            }

            File.Move(draft, file, overwrite: true);
            return new SendResult.Sent();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendResult.Unavailable("folder-unwritable");
        }
    }

    private static FileStreamOptions ForOwnerAndGroup()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        }

        return options;
    }
}

/// <summary>The print queue. Bound from <c>Booking:Messages:Letters</c>; not used without a folder.</summary>
public sealed class LetterOptions
{
    public const string Section = MessageOptions.Section + ":Letters";

    /// <summary>Where letters are put. It holds names and addresses: readable by the server and the print service only.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Reads HTML from standard input and writes PDF to standard output when started with <c>- -</c>.</summary>
    public string Program { get; set; } = "weasyprint";

    /// <summary>A page takes one to two seconds on a slow machine.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);
}
