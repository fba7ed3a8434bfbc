using System.Buffers.Text;
using System.Globalization;
using System.Text;
using WaitingRoom.Chaos.Checks;
using WaitingRoom.Chaos.Journal;

namespace WaitingRoom.Chaos.Tests;

/// <summary>A small campaign as the database and the citizens know it, written event by event; a test then breaks one thing of it.</summary>
internal sealed class Story
{
    public const string First = "dresden/2030-04-01";
    public const string Second = "dresden/2030-04-22";
    public const string Slot = "0810-comirnaty";
    public const int SeatsOfSlot = 4;

    /// <summary>Web places of the four.</summary>
    private const int Web = 3;

    private readonly List<LedgerEntry> days = [];
    private readonly List<LedgerEntry> codes = [];
    private readonly List<LedgerEntry> room = [];
    private readonly HashSet<string> references = [];
    private readonly Dictionary<string, int> sequences = [];
    private int ids;

    public Story()
    {
        foreach (var day in (string[])[First, Second])
        {
            Day(day, "supply-added/1", $$"""{"zone":"Europe/Berlin","places":[{"slot":"{{Slot}}","web":{{Web}},"phone":{{SeatsOfSlot - Web}}}]}""");
        }

        Room("block-taken/1", """{"first":1,"last":32}""");
    }

    public ChaosJournal Journal { get; } = new(TimeProvider.System);

    /// <summary>Live appointments, as the table has them; a test may take one away or add one.</summary>
    public List<AppointmentRow> Appointments { get; } = [];

    /// <summary>Changes the availability row of a day before it is checked.</summary>
    public Func<DayRow, DayRow> Told { get; set; } = row => row;

    public static string Place(string day) => $"{day}/{Slot}";

    /// <summary>Somebody books both days, and the database has it all.</summary>
    /// <param name="isTold">Whether the citizen gets the acknowledgement.</param>
    public (BookingLog Log, string Code) Book(string reference, int seat, bool isTold = true)
    {
        var code = $"code/{reference.ToLowerInvariant()}";
        var legs = new List<string>();
        Code(code, "booking-begun/1", "{}");
        foreach (var day in (string[])[First, Second])
        {
            var (id, text) = NextId();
            Day(day, "seat-held/1", $$"""{"appointment":"{{text}}","slot":"{{Slot}}","seat":{{seat}},"channel":"web","until":"2030-01-01T00:00:00+00:00"}""");
            Day(day, "seat-booked/1", $$"""{"appointment":"{{text}}","slot":"{{Slot}}","seat":{{seat}},"channel":"web","retaken":false}""");
            Appointments.Add(new AppointmentRow(id, day, Slot, seat));
            legs.Add($$"""{"day":"{{day}}","slot":"{{Slot}}","appointment":"{{text}}","seat":{{seat}}}""");
        }

        Code(code, "pair-booked/1", $$$$"""{"pair":{"id":"x","reference":"{{{{reference}}}}","legs":[{{{{string.Join(',', legs)}}}}],"rule":{"version":1,"doses":2,"minDays":21,"maxDays":42}}}""");
        references.Add(reference);
        var log = new BookingLog(ids, reference, [Place(First), Place(Second)]);
        if (isTold)
        {
            Journal.WasBooked(log);
        }

        return (log, code);
    }

    /// <summary>The database has it; who was told is the test's business. The seats cool.</summary>
    public void Cancel(string code, string reference)
    {
        Code(code, "undo-begun/1", """{"end":"Cancelled"}""");
        foreach (var row in Appointments.Where(row => Owner(row) == reference).ToArray())
        {
            Day(row.Day, "seat-freed/1", $$"""{"appointment":"{{Text(row.Id)}}","backAt":"2030-01-01T00:00:00+00:00"}""");
            Appointments.Remove(row);
        }

        Code(code, "pair-ended/1", """{"pair":"x","end":"Cancelled"}""");
    }

    public void Day(string day, string kind, string json) => Add(days, "day/" + day, kind, json);

    public void Code(string code, string kind, string json) => Add(codes, code, kind, json);

    public void Room(string kind, string json) => Add(room, "room/impfung", kind, json);

    public void ComesIn(long number, DateTimeOffset at) => Room("admission-claimed/1", string.Create(CultureInfo.InvariantCulture, $$"""{"number":{{number}},"place":{{number}},"at":"{{at:O}}"}"""));

    public Facts Facts(params string[] takenTwice)
    {
        var books = DayBook.Fold(days);
        return new Facts
        {
            Appointments = Appointments,
            Days = books,
            Rows = [.. books.Select(book => Told(RowOf(book)))],
            Codes = CodeBook.Fold(codes),
            Room = RoomBook.Fold(room),
            References = references,
            TakenTwice = takenTwice,
        };
    }

    /// <param name="mostInTenSeconds">Admissions allowed.</param>
    public IReadOnlyList<Violation> Check(int mostInTenSeconds = 10) => Checker.Check(Journal, Facts(), mostInTenSeconds);

    private static DayRow RowOf(DayBook book)
    {
        var held = book.Claims.Values.Count(claim => !claim.IsBooked);
        return new DayRow(book.Day, book.Version, new Dictionary<string, SlotCounts> { [Slot] = new(Web - book.Claims.Count, SeatsOfSlot - Web, held, SeatsOfSlot) });
    }

    private string Owner(AppointmentRow row) =>
        CodeBook.Fold(codes.Where(entry => entry.Kind == "pair-booked/1")).First(code => code.Booked!.Legs.Contains(row)).Booked!.Reference;

    private (Guid Id, string Text) NextId()
    {
        var id = new Guid(++ids, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
        return (id, Text(id));
    }

    private static string Text(Guid id) => Base64Url.EncodeToString(id.ToByteArray());

    private void Add(List<LedgerEntry> ledger, string stream, string kind, string json)
    {
        var next = sequences[stream] = sequences.GetValueOrDefault(stream) + 1;
        ledger.Add(new LedgerEntry(stream, next, kind, Encoding.UTF8.GetBytes(json)));
    }
}
