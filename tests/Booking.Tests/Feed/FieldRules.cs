using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WaitingRoom.Booking.Tests.Feed;

/// <summary>
/// The field rules of SMART Scheduling Links, read from its specification.md and from nothing of ours: what a Location, a Schedule, a Slot and the manifest must have.
/// Each fault says where and what.
/// </summary>
internal static partial class FieldRules
{
    private const string Registry = "http://fhir-registry.smarthealthit.org/";

    public static IEnumerable<string> OfManifest(JsonNode manifest, Uri asked) => [
        .. Instant(manifest, "transactionTime"),
        .. Must(Text(manifest, "request") == asked.ToString() && asked.AbsolutePath.EndsWith("$bulk-publish", StringComparison.Ordinal), "request"),
        .. List(manifest, "output", output => [
            .. OneOf(output, "type", "Location", "Schedule", "Slot"),
            .. Address(output, "url"),
            .. output!["extension"] is { } hints ? List(hints, "state", state => Must(state?.GetValue<string>() is { Length: > 0 }, "state")) : []])];

    public static IEnumerable<string> OfLocation(JsonNode location) => [
        .. OneOf(location, "resourceType", "Location"),
        .. Id(location),
        .. Some(location, "name"),
        .. List(location, "telecom", contact => [.. OneOf(contact, "system", "phone", "url"), .. Some(contact, "value")]),
        .. List(location["address"], "line", line => Must(line?.GetValue<string>() is { Length: > 0 }, "line")),
        .. Some(location["address"], "city"),
        .. Some(location["address"], "state"),
        .. Some(location["address"], "postalCode"),
        .. List(location, "identifier", identifier => [.. Some(identifier, "system"), .. Some(identifier, "value")])];

    public static IEnumerable<string> OfSchedule(JsonNode schedule, IReadOnlySet<string> locations) => [
        .. OneOf(schedule, "resourceType", "Schedule"),
        .. Id(schedule),
        .. Must(schedule["actor"] is JsonArray { Count: 1 } actors && Text(actors[0], "reference") is { } actor && locations.Contains(actor), "actor"),
        .. Must(Codings(schedule).Contains(("http://terminology.hl7.org/CodeSystem/service-type", "57", "Immunization")), "serviceType 57"),
        .. Must(Codings(schedule).Contains((Registry + "CodeSystem/service-type", "covid19-immunization", "COVID-19 Immunization Appointment")), "serviceType covid19-immunization"),
        .. Extensions(schedule, "vaccine-product").SelectMany(product => Must(
            Text(product["valueCoding"], "system") == "http://hl7.org/fhir/sid/cvx" && Cvx().IsMatch(Text(product["valueCoding"], "code") ?? "") && Text(product["valueCoding"], "display") is { Length: > 0 },
            "vaccine-product")),
        .. Must(Extensions(schedule, "vaccine-product").Count() <= 1, "vaccine-product repeats"),
        .. Extensions(schedule, "vaccine-dose").SelectMany(dose => Must(Number(dose) is 1 or 2, "vaccine-dose"))];

    public static IEnumerable<string> OfSlot(JsonNode slot, IReadOnlySet<string> schedules) => [
        .. OneOf(slot, "resourceType", "Slot"),
        .. Id(slot),
        .. Must(Text(slot["schedule"], "reference") is { } reference && schedules.Contains(reference), "schedule"),
        .. OneOf(slot, "status", "free", "busy"),
        .. Instant(slot, "start"),
        .. Instant(slot, "end"),
        .. Must(
            DateTimeOffset.TryParse(Text(slot, "start"), CultureInfo.InvariantCulture, out var start) && DateTimeOffset.TryParse(Text(slot, "end"), CultureInfo.InvariantCulture, out var end) && start < end,
            "start before end"),
        .. Extensions(slot, "booking-deep-link").SelectMany(link => Address(link, "valueUrl")),
        .. Extensions(slot, "booking-phone").SelectMany(phone => Some(phone, "valueString")),
        .. Extensions(slot, "slot-capacity").SelectMany(capacity => Must(Number(capacity) > 0, "slot-capacity"))];

    public static IEnumerable<JsonNode> Extensions(JsonNode node, string name) =>
        (node["extension"] as JsonArray ?? []).Where(e => Text(e, "url") == $"{Registry}StructureDefinition/{name}").Select(e => e!);

    private static IEnumerable<(string? System, string? Code, string? Display)> Codings(JsonNode schedule) =>
        (schedule["serviceType"] as JsonArray ?? []).SelectMany(type => type?["coding"] as JsonArray ?? []).Select(c => (Text(c, "system"), Text(c, "code"), Text(c, "display")));

    private static IEnumerable<string> Must(bool kept, string rule) => kept ? [] : [rule];

    private static string? Text(JsonNode? node, string field) => node?[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int? Number(JsonNode extension) => extension["valueInteger"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static IEnumerable<string> Some(JsonNode? node, string field) => Must(Text(node, field) is { Length: > 0 }, field);

    private static IEnumerable<string> OneOf(JsonNode? node, string field, params string[] allowed) => Must(allowed.Contains(Text(node, field)), field);

    private static IEnumerable<string> Id(JsonNode node) => Must(IdForm().IsMatch(Text(node, "id") ?? ""), "id");

    private static IEnumerable<string> Instant(JsonNode node, string field) => Must(InstantForm().IsMatch(Text(node, field) ?? ""), field);

    private static IEnumerable<string> Address(JsonNode? node, string field) => Must(Uri.TryCreate(Text(node, field), UriKind.Absolute, out var url) && url.Scheme is "http" or "https", field);

    private static IEnumerable<string> List(JsonNode? node, string field, Func<JsonNode?, IEnumerable<string>> each) =>
        node?[field] is JsonArray { Count: > 0 } list ? list.SelectMany(each).Select(fault => $"{field}: {fault}") : [field];

    [GeneratedRegex("^[A-Za-z0-9.-]{1,64}$")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex InstantForm();

    [GeneratedRegex("^[0-9]{2,3}$")]
    private static partial Regex Cvx();
}
