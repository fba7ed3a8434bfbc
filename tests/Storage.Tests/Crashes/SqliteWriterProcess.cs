using System.Globalization;
using WaitingRoom.Grains.Identity;
using WaitingRoom.Grains.Ledger;
using static WaitingRoom.Storage.Tests.Conformance.Appends;

namespace WaitingRoom.Storage.Tests.Crashes;

/// <summary>The process that a test kills: appends without end and prints each acknowledged append, stream and sequence.</summary>
internal static class SqliteWriterProcess
{
    public const string Command = "sqlite-writer";
    public const int Streams = 8;

    public static async Task<int> RunAsync(string folder)
    {
        await using var store = await Store.OpenAsync(new StorageOptions { DataFolder = folder });
        await Task.WhenAll(Enumerable.Range(0, Streams).Select(number => WriteForeverAsync(store, number)));
        return 0;
    }

    private static async Task WriteForeverAsync(Store store, int number)
    {
        for (var sequence = 1L; ; sequence++)
        {
            var stream = Stream(number);
            var booked = Booked($"{number}/{sequence}", (int)sequence, new($"centre-{number}", new DateOnly(2026, 3, 29)));
            var result = await store.Ledger.Append(new AppendRequest(stream, [Entry(sequence, $"{sequence}")], [booked], null));
            if (result != AppendResult.Committed)
            {
                throw new InvalidOperationException($"Append {sequence} of {stream} ended as {result}.");
            }

            // One write per line, so that a kill cannot tear it in a way that looks like another number.
            await Console.Out.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{number} {sequence}.\n"));
        }
    }
}
