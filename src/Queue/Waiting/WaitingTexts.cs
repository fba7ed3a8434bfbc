using WaitingRoom.Web.Languages;

namespace WaitingRoom.Queue.Waiting;

/// <summary>What the waiting page says. Plain, calm, and nothing that it cannot keep.</summary>
internal static class WaitingTexts
{
    public static readonly Text PageTitle = new("Warteraum", "Waiting room");

    public static readonly Text Why = new(
        "Gerade möchten viele Menschen gleichzeitig einen Termin. Damit die Terminvergabe für alle funktioniert, geht es hier der Reihe nach.",
        "Many people want an appointment at the same time. So that booking works for everyone, people are let in one after another.");

    public static readonly Text HowTitle = new("So geht es", "How it works");
    public static readonly Text HowJoin = new("Sie stellen sich an und bekommen eine Wartenummer.", "You join the line and get a waiting number.");
    public static readonly Text HowWait = new("Ihr Platz bleibt erhalten, auch wenn Sie die Seite schließen. Kommen Sie einfach mit demselben Browser wieder.", "You keep your place even if you close this page. Just come back with the same browser.");
    public static readonly Text HowBook = new("Wenn Sie an der Reihe sind, buchen Sie Ihren Termin.", "When it is your turn, you book your appointment.");
    public static readonly Text WaitingNow = new("Zurzeit warten hier {0:N0} Personen.", "{0:N0} people are waiting here at the moment.");
    public static readonly Text NobodyWaits = new("Zurzeit wartet hier niemand.", "Nobody is waiting here at the moment.");
    public static readonly Text OneWaits = new("Zurzeit wartet hier eine Person.", "One person is waiting here at the moment.");
    public static readonly Text Join = new("Jetzt anstellen", "Join the line");
    public static readonly Text ChallengeWorking = new("Einen Moment, Ihr Gerät prüft kurz. Sie müssen nichts tun.", "One moment, your device is checking. You need not do anything.");
    public static readonly Text ChallengeWait = new(
        "Noch {0:N0} Sekunden, dann können Sie sich hier anstellen. Diese Seite lädt sich von selbst neu.",
        "In {0:N0} seconds you can join here. This page reloads by itself.");
    public static readonly Text ChallengeReady = new("Sie können sich jetzt anstellen.", "You can join now.");
    public static readonly Text CookieNote = new(
        "Ihre Wartenummer wird in diesem Browser gespeichert (Cookie). Angaben zu Ihrer Person sind nicht nötig.",
        "Your number is kept in this browser (cookie). No personal details are needed.");
    public static readonly Text TicketUnusable = new("Ihre bisherige Wartenummer gilt hier nicht", "Your earlier number is not valid here");
    public static readonly Text TicketUnusableMore = new("Bitte stellen Sie sich neu an.", "Please join the line again.");

    public static readonly Text YouWait = new("Sie sind in der Warteschlange", "You are in the line");
    public static readonly Text AheadLabel = new("Personen vor Ihnen", "people ahead of you");
    public static readonly Text AheadOne = new("Person vor Ihnen", "person ahead of you");
    public static readonly Text NextUp = new("Sie sind als Nächstes an der Reihe.", "You are next.");
    public static readonly Text Number = new("Ihre Wartenummer", "Your number");
    public static readonly Text NowServing = new("Aufgerufen bis Nummer", "Now serving up to");
    public static readonly Text Earliest = new("Frühestens an der Reihe", "Your turn at the earliest");
    public static readonly Text InMinutes = new("in etwa {0:N0} Minuten", "in about {0:N0} minutes");
    public static readonly Text InHours = new("in etwa {0:N0} Stunden", "in about {0:N0} hours");
    public static readonly Text SoonNow = new("in weniger als einer Minute", "in less than a minute");
    public static readonly Text Progress = new("Fortschritt der Warteschlange", "Progress of the line");
    public static readonly Text PausedTitle = new("Der Einlass ist kurz angehalten", "Admission is paused for the moment");
    public static readonly Text PausedMore = new("Sie behalten Ihren Platz. Es geht hier von selbst weiter.", "You keep your place. This page goes on by itself.");
    public static readonly Text NextTitle = new("Was als Nächstes geschieht", "What happens next");
    public static readonly Text NextUpdates = new("Diese Seite zeigt Ihren Platz von selbst immer wieder neu.", "This page updates your place by itself.");
    public static readonly Text NextTurn = new("Wenn Sie an der Reihe sind, erscheint hier der Knopf zur Terminbuchung.", "When it is your turn, the button to book appears here.");
    public static readonly Text NextReady = new("Halten Sie Ihren Vermittlungscode und Ihre Postleitzahl bereit.", "Have your booking code and your postcode ready.");
    public static readonly Text Lost = new("Die Verbindung ist gerade unterbrochen. Ihr Platz bleibt erhalten, wir versuchen es weiter.", "The connection is interrupted at the moment. You keep your place; we keep trying.");

    public static readonly Text YourTurn = new("Sie sind an der Reihe", "It is your turn");
    public static readonly Text YourTurnMore = new(
        "Nach dem Klick haben Sie fünf Minuten, um mit der Buchung zu beginnen. Beginnen Sie später, holen Sie sich hier einfach neuen Einlass.",
        "After you press the button you have five minutes to begin booking. If you begin later, just get admitted here again.");
    public static readonly Text Enter = new("Weiter zur Terminbuchung", "Go on to booking");

    public static readonly Text AnnounceTurn = new("Sie sind an der Reihe. Sie können jetzt weiter zur Terminbuchung.", "It is your turn. You can go on to booking now.");
}
