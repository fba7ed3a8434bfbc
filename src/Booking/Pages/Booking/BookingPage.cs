using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Contacts;
using WaitingRoom.Booking.Holding;
using WaitingRoom.Booking.Sessions;
using WaitingRoom.Booking.Wording;
using WaitingRoom.Grains.Days;
using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Booking.Pages.Booking;

/// <summary>What the pages of the path share: the session, a refusal shown above the form, dates as people say them.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal abstract class BookingPage : PageModel
{
    /// <summary>Steps of the path: code, search, choice, details, confirmation.</summary>
    public const int Steps = 5;

    /// <summary>Told above the form; null when there is nothing to tell.</summary>
    public Problem? Refusal { get; private set; }

    protected BookingSession Session => ((SessionPrincipal)User).Session;

    /// <summary>The session acts for several people, of whom this page shows one.</summary>
    public bool IsOfHousehold => Session.Household.Count > 1;

    /// <summary>Shows this page again with the refusal on it.</summary>
    protected IActionResult Refuse(ProblemResult refusal)
    {
        Refusal = refusal.Problem;
        Response.StatusCode = refusal.Problem.Status;
        if (refusal.Problem.RetryAfter is { } wait)
        {
            Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return Page();
    }

    /// <summary>Shows this page again with the refusal beside its field.</summary>
    protected IActionResult RefuseField(string field, ProblemResult refusal)
    {
        ModelState.AddModelError(field, (refusal.Problem.Detail ?? refusal.Problem.Title).ToString());
        Response.StatusCode = refusal.Problem.Status;
        return Page();
    }

    /// <summary>Shows this page again with each refusal beside its field.</summary>
    /// <param name="fieldOf">From the member that was refused to the field of the form.</param>
    protected IActionResult RefuseFields(IReadOnlyList<FieldFault> faults, Func<string, string> fieldOf)
    {
        foreach (var fault in faults)
        {
            ModelState.AddModelError(fieldOf(fault.Field), fault.Detail.ToString());
        }

        Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    protected IActionResult SeeOther(string path)
    {
        Response.Headers.Location = path;
        return StatusCode(Microsoft.AspNetCore.Http.StatusCodes.Status303SeeOther);
    }

    /// <summary>Weekday, date and time on the centre's wall clock.</summary>
    public static string When(DateOnly date, string time) => $"{date.ToString("D", CultureInfo.CurrentCulture)}, {PageTexts.Clock.With(time)}";

    /// <summary>A date for a table.</summary>
    public static string Short(DateOnly date) => date.ToString(Language.Current == Language.English ? "ddd d MMM" : "ddd d. MMM", CultureInfo.CurrentCulture);

    /// <summary>An instant on the wall clock of the first appointment's centre.</summary>
    public static string ClockOf(DateTimeOffset at, string zone) => PageTexts.Clock.With(ClockTime(at, zone)).ToString();

    private static string ClockTime(DateTimeOffset at, string zone) =>
        TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Day and time of an instant on that wall clock.</summary>
    public static string DayAndClockOf(DateTimeOffset at, string zone) =>
        When(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime), ClockTime(at, zone));

    public static string LabelOf(LegView leg, int count) =>
        (count == 1 && leg.Dose == 1 ? PageTexts.OnlyAppointment : leg.Dose == 1 ? PageTexts.FirstAppointment : PageTexts.SecondAppointment).ToString();

    /// <summary>What a form sends of a chosen offer, centre/date/slot for each dose; null for what no form of ours sends.</summary>
    protected static List<LegRequest>? ReadLegs(string[] legs)
    {
        var read = new List<LegRequest>(legs.Length);
        foreach (var text in legs)
        {
            var slash = text.LastIndexOf('/');
            if (slash < 0 || !DayId.TryParse(text[..slash], out var day))
            {
                return null;
            }

            read.Add(new LegRequest(day.Centre, day.Date, text[(slash + 1)..]));
        }

        return read;
    }
}
