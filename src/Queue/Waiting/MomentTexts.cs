namespace WaitingRoom.Queue.Waiting;

/// <summary>What the waiting page says before the opening, at one's turn, and at the end.</summary>
internal static class MomentTexts
{
    public static readonly Saying ScheduledTitle = new("Der Warteraum ist noch geschlossen", "The waiting room is not open yet", "Der Warte-Raum ist noch zu");
    public static readonly Saying Scheduled = new(
        "Vorher brauchen Sie nichts zu tun; früheres Kommen bringt keinen Vorteil.",
        "There is nothing to do before that; coming earlier brings no advantage.",
        "Sie müssen jetzt noch nichts tun. Bitte kommen Sie später wieder.");
    public static readonly Saying Opens = new("Einlass ab {0}", "People are let in from {0}", "Los geht es: {0}");
    public static readonly Saying Gathers = new("Anstellen ab {0}", "You can join from {0}", "Anstellen können Sie sich ab: {0}");

    public static readonly Saying PreQueueTitle = new("Sie sind angemeldet", "You are in", "Sie sind dabei");
    public static readonly Saying DrawExplained = new(
        "Zur Öffnung werden alle, die bis dahin hier sind, in eine zufällige Reihenfolge gelost. Ob Sie früh oder spät gekommen sind, ist dabei gleich. Das Los kann jeder nachrechnen.",
        "At the opening, everyone who is here by then is put into a random order. It makes no difference whether you came early or late. Anyone can check the draw.",
        "Am Anfang wird gelost. Alle haben die gleiche Chance. Es ist egal, wann Sie gekommen sind.");
    public static readonly Saying PreQueueWait = new(
        "Sie können die Seite schließen und zur Öffnung wiederkommen.", "You may close this page and come back at the opening.",
        "Sie können die Seite schließen. Kommen Sie zum Start wieder.");
    public static readonly Saying DrawingTitle = new("Es wird gelost", "The draw is taking place", "Jetzt wird gelost");
    public static readonly Saying Drawing = new(
        "Gleich sehen Sie hier Ihren Platz.", "You will see your place here in a moment.", "Gleich sehen Sie hier Ihren Platz.");

    public static readonly Saying TurnTitle = new("Sie sind an der Reihe", "It is your turn", "Sie sind dran");
    public static readonly Saying TurnUntil = new(
        "Bitte gehen Sie bis {0} Uhr weiter. Danach verfällt Ihr Aufruf.", "Please go on before {0}. After that your turn passes.",
        "Bitte drücken Sie auf den Knopf. Sie haben Zeit bis {0} Uhr.");
    public static readonly Saying TurnAfter = new(
        "Mit dem Knopf beginnt Ihre Sitzung in der Terminbuchung. Sie endet, wenn Sie dort {0} Minuten nichts tun, spätestens nach {1} Minuten.",
        "The button begins your session in booking. It ends when you do nothing there for {0} minutes, and after {1} minutes at the latest.",
        "Danach suchen Sie einen Termin aus. Dafür haben Sie höchstens {1} Minuten. Machen Sie keine Pause über {0} Minuten.");
    public static readonly Saying Enter = new("Weiter zur Terminbuchung", "Go on to booking", "Weiter zum Termin");
    public static readonly Saying Extend = new("Mehr Zeit", "More time", "Ich brauche mehr Zeit");
    public static readonly Saying ExtendHint = new("Das geht einmal.", "You can do this once.", "Das geht 1 Mal.");
    public static readonly Saying Ending = new("Ihr Aufruf läuft bald ab", "Your turn ends soon", "Ihre Zeit ist bald um");
    public static readonly Saying SecondsLeft = new("Noch {0} Sekunden.", "{0} seconds left.", "Noch {0} Sekunden.");
    public static readonly Saying Extended = new("Sie haben mehr Zeit, bis {0} Uhr.", "You have more time, until {0}.", "Sie haben mehr Zeit. Bis {0} Uhr.");
    public static readonly Saying TabTurn = new("Sie sind dran!", "It’s your turn!", "Sie sind dran!");
    public static readonly Saying MomentTitle = new("Einen Moment noch", "One moment", "Einen Moment noch");
    public static readonly Saying Moment = new(
        "Gerade kommen viele gleichzeitig herein. Ihr Aufruf läuft dabei nicht ab.", "Many people are coming in right now. Your turn does not run out meanwhile.",
        "Gerade gehen viele Menschen hinein. Ihr Platz bleibt.");
    public static readonly Saying MomentRetry = new("Wir versuchen es von selbst weiter.", "We keep trying by ourselves.", "Wir versuchen es noch einmal.");
    public static readonly Saying MomentAgain = new("Bitte drücken Sie den Knopf gleich noch einmal.", "Please press the button again in a moment.", "Bitte drücken Sie gleich noch einmal auf den Knopf.");

    public static readonly Saying LostTitle = new("Ihr Aufruf ist abgelaufen", "Your turn has passed", "Ihre Zeit ist um");
    public static readonly Saying LostReturn = new(
        "Sie können einmal zurückkehren und sind dann sofort wieder an der Reihe.", "You may come back once; it is then your turn again at once.",
        "Sie bekommen noch eine Chance. Drücken Sie auf den Knopf. Dann sind Sie wieder dran.");
    public static readonly Saying Return = new("Zurück an die Reihe", "Take my turn again", "Ich will wieder dran sein");

    public static readonly Saying InsideTitle = new("Sie sind eingelassen", "You have been let in", "Sie dürfen hinein");
    public static readonly Saying Inside = new(
        "Ihre Wartenummer ist eingelöst. Hier geht es zurück zur Terminbuchung.", "Your number has been used. This leads back to booking.",
        "Ihre Nummer ist benutzt. Hier geht es zum Termin.");
    public static readonly Saying SoldOutTitle = new("Zurzeit sind alle Termine vergeben", "All appointments are taken at the moment", "Alle Termine sind weg");
    public static readonly Saying SoldOut = new(
        "Wird etwas frei, geht es hier der Reihe nach weiter. Wer eine Wartenummer hat, behält seinen Platz.",
        "If anything becomes free, it goes on here in turn. Whoever has a number keeps their place.",
        "Vielleicht gibt es später wieder Termine. Wenn Sie eine Nummer haben: Ihr Platz bleibt.");
    public static readonly Saying ClosedTitle = new("Der Warteraum ist geschlossen", "The waiting room is closed", "Der Warte-Raum ist zu");
    public static readonly Saying Closed = new(
        "Hier wird niemand mehr eingelassen. Gebuchte Termine gelten weiter.", "Nobody is let in here any more. Appointments that were booked stay booked.",
        "Hier kommt niemand mehr hinein. Haben Sie schon einen Termin? Dann gilt Ihr Termin weiter.");
    public static readonly Saying WindowMinutes = new("{0} Minuten", "{0} minutes", "{0} Minuten");
    public static readonly Saying WindowSeconds = new("{0} Sekunden", "{0} seconds", "{0} Sekunden");
}
