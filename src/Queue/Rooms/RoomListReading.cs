using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Documents;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Rooms;
using WaitingRoom.Grains.Writing;

namespace WaitingRoom.Queue.Rooms;

/// <summary>Keeps the open rooms at what the document <c>rooms</c> says; the configuration's rooms are its content when there is none yet.</summary>
internal sealed partial class RoomListReading(OpenRooms rooms, StorageContact storage, IDocuments documents, IGrains grains, IOptions<QueueOptions> options, ILogger<RoomListReading> log)
{
    private long version;

    /// <exception cref="OptionsValidationException">A configured room cannot be opened.</exception>
    /// <exception cref="IOException">Storage does not answer.</exception>
    public async Task ReadAsync(CancellationToken cancellation = default)
    {
        var document = await storage.ReadRooms(cancellation) ?? await Begin(cancellation);
        if (document is null || document.Version == version)
        {
            return;
        }

        try
        {
            rooms.Follow(RoomList.FromJson(document.Body));
        }
        catch (JsonException fault)
        {
            // The rooms that are open stay open; whoever wrote this has to write again.
            LogUnreadable(document.Version, fault);
        }

        version = document.Version;
    }

    /// <summary>Null when storage does not take the first settings yet; the next reading tries again.</summary>
    private async Task<Document?> Begin(CancellationToken cancellation)
    {
        var list = new RoomList([.. options.Value.Rooms.Select(room => new RoomEntry(room.Name, new RoomTitle(room.Title.De, room.Title.En)))]);
        if (list.Rooms.Select(entry => entry.Fault()).FirstOrDefault(fault => fault is not null) is { } fault)
        {
            throw new OptionsValidationException(QueueOptions.Section, typeof(QueueOptions), [fault]);
        }

        // The settings first: a room that is listed has them. Its id is the same at every try, and a room does the same operation only once.
        foreach (var room in options.Value.Rooms)
        {
            var operation = OperationId.Derive("room-opened", room.Name);
            switch (await grains.Ask(new RoomId(room.Name), new RoomCommand.Configure(operation, new RoomSettings(room.CeilingPerMinute))))
            {
                case Reply<RoomOutcome>.Done { Outcome: RoomOutcome.Invalid(var reason) }:
                    throw new OptionsValidationException(QueueOptions.Section, typeof(QueueOptions), [$"The room '{room.Name}' cannot be opened: {reason}"]);
                case Reply<RoomOutcome>.Done:
                    break;
                default:
                    return null;
            }
        }

        // Another process may be quicker; what is stored counts.
        await documents.Put(RoomList.DocumentName, 0, list.ToJson(), cancellation);
        return await storage.ReadRooms(cancellation);
    }

    [LoggerMessage(LogLevel.Error, "Version {Version} of the document 'rooms' cannot be read; the rooms stay as they were")]
    private partial void LogUnreadable(long version, Exception fault);
}
