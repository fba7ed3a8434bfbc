namespace WaitingRoom.Queue.Waiting;

/// <summary>What the waiting page says to those who come and wait. Plain, calm, and nothing that it cannot keep.</summary>
internal static class WaitingTexts
{
    public static readonly Saying PageName = new("Warteraum", "Waiting room", "Warte-Raum");
    public static readonly Saying Skip = new("Zum Inhalt springen", "Skip to content", "Zum Inhalt springen");
    public static readonly Saying Languages = new("Sprache wählen", "Choose language", "Sprache wählen");

    public static readonly Saying Why = new(
        "Gerade möchten viele Menschen gleichzeitig einen Termin. Damit es für alle funktioniert, geht es hier der Reihe nach.",
        "Many people want an appointment at the same time. So that it works for everyone, people are let in one after another.",
        "Viele Menschen wollen jetzt einen Termin. Darum gibt es eine Warte-Schlange.");
    public static readonly Saying Waiting = new("Wartende zurzeit: {0:N0}", "Waiting at the moment: {0:N0}", "So viele Menschen warten jetzt: {0:N0}");
    public static readonly Saying Join = new("Jetzt anstellen", "Join the line", "Jetzt anstellen");
    public static readonly Saying ChallengeWorking = new(
        "Einen Moment, Ihr Gerät prüft kurz. Sie müssen nichts tun.", "One moment, your device is checking. You need not do anything.", "Einen Moment bitte. Sie müssen nichts tun.");
    public static readonly Saying ChallengeWait = new(
        "Noch {0:N0} Sekunden, dann können Sie sich hier anstellen. Diese Seite lädt sich von selbst neu.",
        "In {0:N0} seconds you can join here. This page reloads by itself.",
        "Bitte warten Sie noch {0:N0} Sekunden. Dann können Sie sich anstellen. Die Seite wird von allein neu.");
    public static readonly Saying ChallengeReady = new("Sie können sich jetzt anstellen.", "You can join now.", "Sie können sich jetzt anstellen.");
    public static readonly Saying HowTitle = new("So geht es", "How it works", "So geht es");
    public static readonly Saying HowJoin = new("Sie stellen sich an und bekommen eine Wartenummer.", "You join the line and get a number.", "Sie stellen sich an. Dann bekommen Sie eine Nummer.");
    public static readonly Saying HowWait = new(
        "Ihr Platz bleibt erhalten, auch wenn Sie die Seite schließen. Kommen Sie mit demselben Browser wieder.",
        "You keep your place even if you close this page. Come back with the same browser.",
        "Sie können diese Seite schließen. Ihr Platz bleibt. Benutzen Sie später dasselbe Gerät.");
    public static readonly Saying HowBook = new(
        "Wenn Sie an der Reihe sind, haben Sie {0}, um zur Terminbuchung weiterzugehen.",
        "When it is your turn you have {0} to go on to booking.",
        "Irgendwann sind Sie dran. Dann haben Sie {0} Zeit. In dieser Zeit drücken Sie auf einen Knopf.");
    public static readonly Saying CookieNote = new(
        "Ihre Wartenummer wird in diesem Browser gespeichert (Cookie). Angaben zu Ihrer Person sind nicht nötig.",
        "Your number is kept in this browser (cookie). No personal details are needed.",
        "Ihre Nummer wird auf diesem Gerät gespeichert. Wir brauchen Ihren Namen nicht.");
    public static readonly Saying Unusable = new(
        "Ihre bisherige Wartenummer gilt hier nicht. Bitte stellen Sie sich neu an.",
        "Your earlier number is not valid here. Please join the line again.",
        "Ihre alte Nummer gilt hier nicht. Bitte stellen Sie sich neu an.");

    public static readonly Saying SpentMissed = new(
        "Ihr Aufruf ist abgelaufen, und Ihre Wartenummer gilt nicht mehr. Sie können sich neu anstellen, am Ende der Warteschlange.",
        "Your turn has passed and your number is not valid any more. You can join again, at the end of the line.",
        "Ihre Zeit ist um. Ihre Nummer gilt nicht mehr. Sie können sich neu anstellen. Dann sind Sie am Ende der Warte-Schlange.");
    public static readonly Saying SpentUsed = new(
        "Ihre Wartenummer ist eingelöst, und Ihre Sitzung ist zu Ende. Für einen neuen Besuch stellen Sie sich bitte neu an.",
        "Your number has been used and your session is over. For another visit please join the line again.",
        "Sie waren schon drin. Ihre Nummer ist benutzt. Wollen Sie noch einmal hinein? Dann stellen Sie sich bitte neu an.");

    public static readonly Saying Ahead = new("Personen vor Ihnen", "people ahead of you", "Menschen sind vor Ihnen dran");
    public static readonly Saying AheadOne = new("Person vor Ihnen", "person ahead of you", "Mensch ist vor Ihnen dran");
    public static readonly Saying NextUp = new("Sie sind als Nächstes an der Reihe.", "You are next.", "Sie sind als Nächstes dran.");
    public static readonly Saying InLine = new("Sie sind in der Warteschlange", "You are in the line", "Sie sind in der Warte-Schlange");
    public static readonly Saying Place = new("Ihr Platz", "Your place", "Ihr Platz");
    public static readonly Saying Serving = new("Aufgerufen bis Platz", "Called up to place", "Dran sind alle bis Platz");
    public static readonly Saying Wait = new("Wartezeit", "Waiting time", "So lange warten Sie noch");
    public static readonly Saying Progress = new("Fortschritt der Warteschlange", "Progress of the line", "So weit ist die Warte-Schlange");
    public static readonly Saying AsOf = new("Stand", "As of", "Stand");

    public static readonly Saying UnderMinute = new("weniger als eine Minute", "less than a minute", "weniger als 1 Minute");
    public static readonly Saying Minutes = new("etwa {0} bis {1} Minuten", "about {0} to {1} minutes", "etwa {0} bis {1} Minuten");
    public static readonly Saying MinutesOne = new("etwa {0} Minuten", "about {0} minutes", "etwa {0} Minuten");
    public static readonly Saying Hours = new("etwa {0} bis {1} Stunden", "about {0} to {1} hours", "etwa {0} bis {1} Stunden");
    public static readonly Saying HoursOne = new("etwa {0} Stunden", "about {0} hours", "etwa {0} Stunden");
    public static readonly Saying Unknown = new("lässt sich noch nicht sagen", "cannot be said yet", "das wissen wir noch nicht");

    public static readonly Saying NextTitle = new("Was als Nächstes geschieht", "What happens next", "Was passiert jetzt?");
    public static readonly Saying NextUpdates = new(
        "Diese Seite zeigt Ihren Platz von selbst immer wieder neu.", "This page updates your place by itself.", "Sie müssen nichts tun. Die Seite wird von allein neu.");
    public static readonly Saying NextReady = new(
        "Halten Sie Ihren Vermittlungscode und Ihre Postleitzahl bereit.", "Have your booking code and your postcode ready.",
        "Legen Sie Ihren Code bereit. Sie brauchen auch Ihre Post-Leit-Zahl.");
    public static readonly Saying Paused = new(
        "Der Einlass ist kurz angehalten. Sie behalten Ihren Platz. Es geht von selbst weiter.",
        "Admission is paused for the moment. You keep your place. It goes on by itself.",
        "Es gibt eine kurze Pause. Ihr Platz bleibt. Es geht von allein weiter.");
    public static readonly Saying Held = new(
        "Der Einlass ist unterbrochen. Niemand verliert seinen Platz, und kein Aufruf läuft ab. Es geht von selbst weiter.",
        "Admission is interrupted. Nobody loses their place and no turn runs out. It goes on by itself.",
        "Es gibt eine Unterbrechung. Niemand verliert seinen Platz. Es geht von allein weiter.");
    public static readonly Saying Unlikely = new(
        "Wahrscheinlich reichen die Termine nicht bis zu Ihrem Platz. Sie können trotzdem weiter warten.",
        "There will probably be no appointment left when your place is called. You may wait all the same.",
        "Vielleicht gibt es keinen Termin mehr für Sie. Sie können trotzdem warten.");
    public static readonly Saying Message = new("Hinweis", "Notice", "Hinweis");
    public static readonly Saying Offline = new(
        "Keine Verbindung. Sie behalten Ihren Platz. Wir versuchen es weiter.",
        "No connection. You keep your place. We keep trying.",
        "Das Internet ist weg. Ihr Platz bleibt. Wir versuchen es weiter.");
    public static readonly Saying BackOnline = new("Die Verbindung ist wieder da.", "The connection is back.", "Das Internet ist wieder da.");
    public static readonly Saying Alarm = new("Ton, wenn ich an der Reihe bin", "Sound when it is my turn", "Ton, wenn ich dran bin");
    public static readonly Saying AlarmOn = new("Der Ton ist an. Lassen Sie diese Seite offen.", "The sound is on. Keep this page open.", "Der Ton ist an. Lassen Sie diese Seite offen.");
    public static readonly Saying AlarmOff = new("Der Ton ist aus.", "The sound is off.", "Der Ton ist aus.");
}
