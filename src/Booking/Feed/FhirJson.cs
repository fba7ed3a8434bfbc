using System.Globalization;
using System.Text.Json;

namespace WaitingRoom.Booking.Feed;

/// <summary>The small shapes of FHIR that the feed's lines are made of.</summary>
internal static class FhirJson
{
    public const string Registry = "http://fhir-registry.smarthealthit.org/";

    public static void Resource(this Utf8JsonWriter json, string type, string id)
    {
        json.WriteString("resourceType"u8, type);
        json.WriteString("id"u8, id);
    }

    public static void Reference(this Utf8JsonWriter json, string type, string id) => json.WriteString("reference"u8, $"{type}/{id}");

    public static void Extension(this Utf8JsonWriter json, string name, Action<Utf8JsonWriter> value)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, $"{Registry}StructureDefinition/{name}");
        value(json);
        json.WriteEndObject();
    }

    public static void Coding(this Utf8JsonWriter json, string system, string code, string display)
    {
        json.WriteStartObject();
        json.WriteString("system"u8, system);
        json.WriteString("code"u8, code);
        json.WriteString("display"u8, display);
        json.WriteEndObject();
    }

    public static void SystemAndValue(this Utf8JsonWriter json, string system, string value)
    {
        json.WriteStartObject();
        json.WriteString("system"u8, system);
        json.WriteString("value"u8, value);
        json.WriteEndObject();
    }

    /// <summary>FHIR's instant: to the second, with the offset of the place.</summary>
    public static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
