using System.Text.Json;
using WaitingRoom.Booking.Availability;
using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Grains.Days;

namespace WaitingRoom.Booking.Feed;

/// <summary>The members of a Location, a Schedule and a Slot, as the specification names them.</summary>
/// <param name="address">Of this server, without a slash at the end.</param>
/// <param name="phone">Where people book by telephone; empty for nowhere.</param>
internal sealed class FeedLines(string address, string phone)
{
    /// <summary>Waiting comes first, so every link leads to the start.</summary>
    private string Start => address + "/";

    public void Location(Utf8JsonWriter json, Centre centre)
    {
        json.Resource("Location", FeedIds.OfLocation(centre.Id));
        json.WriteStartArray("identifier"u8);
        json.SystemAndValue(address + "/availability", centre.Id);
        json.WriteEndArray();
        json.WriteString("name"u8, centre.Name);
        json.WriteStartArray("telecom"u8);
        json.SystemAndValue("url", Start);
        if (phone.Length > 0)
        {
            json.SystemAndValue("phone", phone);
        }

        json.WriteEndArray();
        json.WriteStartObject("address"u8);
        json.WriteStartArray("line"u8);
        // The campaign knows no street; the name of the hall is what people look for.
        json.WriteStringValue(centre.Name);
        json.WriteEndArray();
        json.WriteString("city"u8, centre.Town);
        json.WriteString("state"u8, centre.Region);
        json.WriteString("postalCode"u8, centre.Postcode);
        json.WriteEndObject();
    }

    public static void Schedule(Utf8JsonWriter json, Centre centre, Vaccine vaccine)
    {
        json.Resource("Schedule", FeedIds.OfSchedule(centre.Id, vaccine.Id));
        json.WriteStartArray("serviceType"u8);
        json.WriteStartObject();
        json.WriteStartArray("coding"u8);
        json.Coding("http://terminology.hl7.org/CodeSystem/service-type", "57", "Immunization");
        json.Coding(FhirJson.Registry + "CodeSystem/service-type", "covid19-immunization", "COVID-19 Immunization Appointment");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("actor"u8);
        json.WriteStartObject();
        json.Reference("Location", FeedIds.OfLocation(centre.Id));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("extension"u8);
        if (VaccineCodes.Cvx(vaccine.Id) is { } cvx)
        {
            json.Extension("vaccine-product", w =>
            {
                w.WritePropertyName("valueCoding"u8);
                w.Coding("http://hl7.org/fhir/sid/cvx", cvx, vaccine.Name);
            });
        }

        for (var dose = 1; dose <= vaccine.Doses; dose++)
        {
            var number = dose;
            json.Extension("vaccine-dose", w => w.WriteNumber("valueInteger"u8, number));
        }

        json.WriteEndArray();
    }

    public void Slot(Utf8JsonWriter json, DayId day, string vaccine, Remaining remaining, string status, int capacity)
    {
        json.Resource("Slot", FeedIds.OfSlot(day.Centre, vaccine, day.Date, status));
        json.WriteStartObject("schedule"u8);
        json.Reference("Schedule", FeedIds.OfSchedule(day.Centre, vaccine));
        json.WriteEndObject();
        json.WriteString("status"u8, status);
        json.WriteString("start"u8, FhirJson.Instant(remaining.Start));
        json.WriteString("end"u8, FhirJson.Instant(remaining.End));
        json.WriteStartArray("extension"u8);
        json.Extension("booking-deep-link", w => w.WriteString("valueUrl"u8, Start));
        if (phone.Length > 0)
        {
            json.Extension("booking-phone", w => w.WriteString("valueString"u8, phone));
        }

        json.Extension("slot-capacity", w => w.WriteNumber("valueInteger"u8, capacity));
        json.WriteEndArray();
    }
}
