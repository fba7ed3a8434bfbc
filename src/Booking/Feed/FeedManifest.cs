using System.Buffers;
using System.Text.Json;

namespace WaitingRoom.Booking.Feed;

/// <summary>The entry of the feed: where each file is, and which region its slots are of.</summary>
internal static class FeedManifest
{
    public static FeedFile Write(string address, IEnumerable<string> regions, DateTimeOffset asOf)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("transactionTime"u8, FhirJson.Instant(asOf.ToUniversalTime()));
            json.WriteString("request"u8, address + FeedFiles.ManifestPath);
            json.WriteStartArray("output"u8);
            Output(json, "Location", address + FeedFiles.LocationsPath, null);
            Output(json, "Schedule", address + FeedFiles.SchedulesPath, null);
            foreach (var region in regions)
            {
                Output(json, "Slot", address + FeedFiles.SlotsPathOf(region), region);
            }

            json.WriteEndArray();
            json.WriteStartArray("error"u8);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return FeedFile.Of("application/json", buffer.WrittenSpan.ToArray());
    }

    private static void Output(Utf8JsonWriter json, string type, string url, string? region)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("url"u8, url);
        if (region is not null)
        {
            json.WriteStartObject("extension"u8);
            json.WriteStartArray("state"u8);
            json.WriteStringValue(region);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
