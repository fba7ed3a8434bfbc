using System.IO.Compression;
using System.Security.Cryptography;

namespace WaitingRoom.Booking.Feed;

/// <summary>A finished file of the feed: bytes, the same compressed, and tags that change exactly when the bytes do (one for each coding, RFC 9110, 8.8.3).</summary>
internal sealed record FeedFile(string ContentType, byte[] Utf8, byte[] Gzip, string ETag, string GzipETag)
{
    public const string Lines = "application/fhir+ndjson";

    public static FeedFile Of(string contentType, byte[] bytes)
    {
        using var stream = new MemoryStream((bytes.Length / 4) + 64);
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12));
        return new FeedFile(contentType, bytes, stream.ToArray(), $"\"{digest}\"", $"\"{digest}-gzip\"");
    }
}

/// <summary>All files of the feed as of one moment.</summary>
/// <param name="AsOf">When storage was last read for them; the manifest says when it was read for the last change.</param>
/// <param name="Manifest">The entry, $bulk-publish.</param>
/// <param name="Slots">By region, ISO 3166-2.</param>
internal sealed record FeedFiles(FeedFile Manifest, FeedFile Locations, FeedFile Schedules, IReadOnlyDictionary<string, FeedFile> Slots, DateTimeOffset AsOf)
{
    public const string ManifestPath = "/feed/$bulk-publish";

    public const string LocationsPath = "/feed/locations.ndjson";

    public const string SchedulesPath = "/feed/schedules.ndjson";

    public static string SlotsPathOf(string region) => $"/feed/slots/{Uri.EscapeDataString(region)}.ndjson";
}
