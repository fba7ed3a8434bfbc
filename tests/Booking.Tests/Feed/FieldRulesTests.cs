using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Booking.Feed;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Tests.Feed;

/// <summary>The controls: good lines, each broken in one place, and the check finds each.</summary>
public sealed class FieldRulesTests
{
    private static readonly Centre Centre = BookingHost.ACampaign.Centres[0];
    private static readonly Vaccine Vaccine = BookingHost.ACampaign.Vaccines[0];
    private static readonly FeedLines Lines = new("http://localhost:8080", "116117");
    private static readonly HashSet<string> Locations = ["Location/01067"];
    private static readonly HashSet<string> Schedules = ["Schedule/01067.comirnaty"];

    private static readonly Remaining Remaining = new(BookingHost.Start, BookingHost.Start.AddHours(2), 3, 4);

    [Fact]
    public void A_required_field_that_is_missing_is_found_whichever_it_is()
    {
        Removed(Location(), FieldRules.OfLocation, "id", "name", "telecom", "telecom/0/system", "telecom/1/value", "address", "address/line", "address/city", "address/state", "address/postalCode", "identifier", "identifier/0/system", "identifier/0/value", "resourceType");
        Removed(Schedule(), OfSchedule, "resourceType", "id", "actor", "actor/0/reference", "serviceType", "serviceType/0/coding/0/system", "serviceType/0/coding/1/code", "serviceType/0/coding/1/display", "extension/0/valueCoding", "extension/0/valueCoding/system", "extension/0/valueCoding/display", "extension/1/valueInteger");
        Removed(Slot(), OfSlot, "resourceType", "id", "schedule", "schedule/reference", "status", "start", "end", "extension/0/valueUrl", "extension/1/valueString", "extension/2/valueInteger");
        Removed(Manifest(), OfManifest, "transactionTime", "request", "output", "output/0/type", "output/1/url", "output/2/extension/state");
    }

    [Theory]
    [InlineData("id", "with a blank")]
    [InlineData("schedule/reference", "Schedule/of-nowhere")]
    [InlineData("status", "maybe")]
    [InlineData("start", "2021-03-03T10:00:00")]
    [InlineData("start", "2021-03-03T10:00:00+01")]
    [InlineData("end", "2021-03-01T07:00:00+00:00")]
    [InlineData("extension/0/valueUrl", "/booking")]
    [InlineData("extension/2/valueInteger", 0)]
    [InlineData("extension/2/valueInteger", "4")]
    public void A_slot_with_a_wrong_value_is_found(string path, object value) => Assert.NotEmpty(OfSlot(With(Slot(), path, value)));

    [Theory]
    [InlineData("actor/0/reference", "Location/of-nowhere")]
    [InlineData("serviceType/0/coding/1/code", "covid")]
    [InlineData("extension/0/valueCoding/code", "Comirnaty")]
    [InlineData("extension/1/valueInteger", 3)]
    public void A_schedule_with_a_wrong_value_is_found(string path, object value) => Assert.NotEmpty(OfSchedule(With(Schedule(), path, value)));

    [Theory]
    [InlineData("telecom/0/system", "fax")]
    [InlineData("id", "")]
    public void A_location_with_a_wrong_value_is_found(string path, object value) => Assert.NotEmpty(FieldRules.OfLocation(With(Location(), path, value)));

    private static JsonNode Location() => Line(json => Lines.Location(json, Centre));

    private static JsonNode Schedule() => Line(json => FeedLines.Schedule(json, Centre, Vaccine));

    private static JsonNode Slot() => Line(json => Lines.Slot(json, new DayId(Centre.Id, BookingHost.Today), Vaccine.Id, Remaining, "free", 3));

    private static JsonNode Manifest() => JsonNode.Parse(FeedManifest.Write("http://localhost:8080", ["DE-SN"], BookingHost.Start).Utf8)!;

    private static IEnumerable<string> OfSchedule(JsonNode line) => FieldRules.OfSchedule(line, Locations);

    private static IEnumerable<string> OfSlot(JsonNode line) => FieldRules.OfSlot(line, Schedules);

    private static IEnumerable<string> OfManifest(JsonNode line) => FieldRules.OfManifest(line, new Uri("http://localhost:8080/feed/$bulk-publish"));

    private static void Removed(JsonNode good, Func<JsonNode, IEnumerable<string>> rules, params string[] paths)
    {
        Assert.Empty(rules(good));
        Assert.All(paths, path =>
        {
            var broken = good.DeepClone();
            var (parent, field) = Parent(broken, path);
            Assert.True(parent.AsObject().Remove(field), path);
            Assert.NotEmpty(rules(broken));
        });
    }

    private static JsonNode With(JsonNode line, string path, object value)
    {
        var (parent, field) = Parent(line, path);
        parent[field] = value is int number ? number : (string)value;
        return line;
    }

    private static (JsonNode Parent, string Field) Parent(JsonNode node, string path)
    {
        var steps = path.Split('/');
        foreach (var step in steps[..^1])
        {
            node = int.TryParse(step, CultureInfo.InvariantCulture, out var at) ? node[at]! : node[step]!;
        }

        return (node, steps[^1]);
    }

    private static JsonNode Line(Action<Utf8JsonWriter> members)
    {
        using var lines = new NdjsonWriter();
        lines.Line(members);
        return JsonNode.Parse(lines.ToArray())!;
    }
}
