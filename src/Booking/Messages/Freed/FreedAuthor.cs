using System.Text;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Campaigns;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using WaitingRoom.Grains.Notices;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Messages.Freed;

/// <summary>
/// Tells somebody who left an address in a room where nothing was left that there are appointments again. Said only while it is so; what comes late says as of when. The address is
/// opened here, in memory, for one message, and is gone once it was sent or given up.
/// </summary>
/// <param name="reader">Null in a host without waiting rooms.</param>
internal sealed class FreedAuthor(
    INoticeList list, IGrains grains, IDocuments documents, CampaignBook campaigns, IOptions<MessageOptions> options, TimeProvider time, INoticeReader? reader = null) : IMessageAuthor
{
    public const string Kind = "appointments-freed";

    /// <summary>Where all has gone again before a message went out, it waits for the next time.</summary>
    private static readonly TimeSpan UntilFree = TimeSpan.FromMinutes(1);

    public IReadOnlyCollection<string> Kinds => [Kind];

    /// <summary>The same entry has the same message, whoever queues it; one who asks again later gets another.</summary>
    public static Projection.MessageQueued About(NoticeEntry entry, DateTimeOffset now)
    {
        var reference = $"{entry.Room.Name}/{Convert.ToHexStringLower(entry.Fingerprint.Span)}";
        return new(OperationId.Derive(Kind, reference, $"{entry.At.UtcTicks}"), Kind, reference, now);
    }

    public async ValueTask<Draft> Write(OutboxMessage message, CancellationToken cancellation)
    {
        var (room, fingerprint) = Read(message.Reference);
        if (reader is null || await reader.Find(room, fingerprint, cancellation) is not { } notice)
        {
            return new Draft.Nothing("address-gone");
        }

        var state = await grains.Read(room) ?? throw new LedgerUnavailableException();
        var now = time.GetUtcNow();
        if (state.PhaseAt(now) != RoomPhase.Open)
        {
            return new Draft.Later(UntilFree);
        }

        var language = Language.Find(notice.Language) ?? Language.German;
        var zone = (await campaigns.Get())?.Campaign.Centres is [var centre, ..] ? centre.Zone : "Europe/Berlin";
        return new Draft.Ready(Compose(message.Id, notice, await TitleOf(room, language, cancellation), MessageWords.Moment(now, zone, language), language));
    }

    public async ValueTask Over(OutboxMessage message)
    {
        var (room, fingerprint) = Read(message.Reference);
        await list.Remove(room, fingerprint);
    }

    private OutgoingMessage Compose(OperationId id, Notice notice, string title, string asOf, Language language)
    {
        var address = $"{options.Value.PublicAddress}/rooms/{notice.Entry.Room.Name}";
        var subject = FreedTexts.Subject.With(title).In(language);
        if (notice.Email is null)
        {
            return new OutgoingMessage(id, MessageRoute.Sms, notice.Phone!, subject, FreedTexts.Sms.With(title, asOf, address).In(language));
        }

        var text = new StringBuilder();
        Text[] lines = [FreedTexts.Free.With(asOf, title), FreedTexts.NotReserved, FreedTexts.JoinHere.With(address), FreedTexts.Once, MessageTexts.Automatic];
        text.AppendJoin("\n\n", lines.Select(line => line.In(language))).Append('\n');
        return new OutgoingMessage(id, MessageRoute.Email, notice.Email, subject, text.ToString());
    }

    private async ValueTask<string> TitleOf(RoomId room, Language language, CancellationToken cancellation)
    {
        var title = await documents.Get(RoomList.DocumentName, cancellation) is { } document ? RoomList.FromJson(document.Body).Find(room.Name)?.Title : null;
        return title is null ? room.Name : language == Language.English ? title.En : title.De;
    }

    private static (RoomId Room, byte[] Fingerprint) Read(string reference)
    {
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        return (new RoomId(reference[..slash]), Convert.FromHexString(reference.AsSpan(slash + 1)));
    }
}
