using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>The page on which a code is got without a letter, and the messages it sends.</summary>
internal static class RequestTexts
{
    public static readonly Text Title = new("Code online anfordern", "Get a code online", "Code im Internet bekommen");
    public static readonly Text Intro = new(
        "Ohne Schreiben bekommen Sie hier einen Vermittlungscode. Sie beantworten drei Fragen, und wir schicken Ihnen eine Zahl, damit wir wissen, dass wir Sie erreichen.",
        "Without a letter you get a booking code here. You answer three questions, and we send you a number so that we know that we can reach you.",
        "Sie haben keinen Brief? Dann bekommen Sie hier einen Code. Wir stellen Ihnen 3 Fragen. Danach schicken wir Ihnen eine Zahl.");
    public static readonly Text NoLetter = new("Ich habe keinen Code", "I have no code", "Ich habe keinen Code");
    public static readonly Text HaveCode = new("Ich habe schon einen Code", "I already have a code", "Ich habe schon einen Code");
    public static readonly Text BirthYear = new("Geburtsjahr", "Year of birth", "Geburts-Jahr");
    public static readonly Text Group = new("Zu welcher Gruppe gehören Sie?", "Which group do you belong to?", "Zu welcher Gruppe gehören Sie?");
    public static readonly Text Occupation = new(
        "Ich erkläre: Ich arbeite dort, wo die gewählte Gruppe es verlangt. Einen Nachweis bringe ich mit.",
        "I state that I work where the chosen group requires it. I bring a proof with me.",
        "Ich sage: Ich arbeite so, wie es bei der Gruppe steht. Ich bringe einen Beweis mit.");
    public static readonly Text Contact = new("Mobilnummer oder E-Mail-Adresse", "Mobile number or e-mail address", "Handy-Nummer oder E-Mail-Adresse");
    public static readonly Text ContactHint = new("Dorthin schicken wir die Zahl und den Code.", "We send the number and the code there.", "Dahin schicken wir die Zahl und den Code.");
    public static readonly Text Send = new("Zahl schicken", "Send the number", "Zahl schicken");
    public static readonly Text VerifyTitle = new("Zahl eingeben", "Enter the number", "Zahl eingeben");
    public static readonly Text Sent = new(
        "Wir haben Ihnen eine Zahl mit sechs Ziffern geschickt",
        "We have sent you a number of six digits",
        "Wir haben Ihnen eine Zahl geschickt. Sie hat 6 Ziffern.");
    public static readonly Text SentDetail = new(
        "Sie gilt zehn Minuten. Kommt sie später oder zweimal, gilt jede zehn Minuten lang. Ihr Platz bleibt Ihnen so lange.",
        "It is good for ten minutes. If it comes late or twice, each is good for ten minutes. Your place is kept meanwhile.",
        "Die Zahl gilt 10 Minuten. Kommt sie später? Dann gilt sie trotzdem. Ihr Platz bleibt.");
    public static readonly Text OneTimeCode = new("Zahl mit sechs Ziffern", "Number of six digits", "Zahl mit 6 Ziffern");
    public static readonly Text Verify = new("Weiter", "Continue", "Weiter");
    public static readonly Text NotArrived = new("Nichts angekommen?", "Nothing arrived?", "Ist nichts gekommen?");
    public static readonly Text NotArrivedDetail = new(
        "Nach einer Minute schicken wir gern noch einmal, auch an eine andere Nummer oder Adresse. Noch {0} Mal möglich.",
        "After a minute we gladly send it again, also to another number or address. Possible {0} more time(s).",
        "Warten Sie 1 Minute. Dann schicken wir die Zahl noch einmal. Das geht noch {0} Mal.");
    public static readonly Text SendAgain = new("Noch einmal schicken", "Send again", "Noch einmal schicken");
    public static readonly Text IssuedTitle = new("Ihr Vermittlungscode", "Your booking code", "Ihr Code");
    public static readonly Text IssuedDetail = new(
        "Das ist noch KEIN Termin. Bitte notieren Sie den Code: Damit finden und ändern Sie später Ihre Termine. Wir zeigen ihn nicht noch einmal.",
        "This is NOT an appointment yet. Please note the code: with it you find and change your appointments later. We do not show it again.",
        "Das ist noch KEIN Termin. Schreiben Sie den Code auf. Sie brauchen ihn später wieder. Wir zeigen ihn nicht noch einmal.");
    public static readonly Text IssuedSent = new("Wir haben Ihnen den Code auch geschickt.", "We have sent you the code, too.", "Wir haben Ihnen den Code auch geschickt.");
    public static readonly Text IssuedNotSent = new(
        "Der Code ließ sich nicht verschicken. Bitte schreiben Sie ihn jetzt auf.",
        "The code could not be sent. Please write it down now.",
        "Wir konnten den Code nicht schicken. Schreiben Sie ihn jetzt auf.");
    public static readonly Text GoOn = new("Termine suchen", "Find appointments", "Termine suchen");
    public static readonly Text OneTimeSubject = new("Ihre Zahl: {0}", "Your number: {0}");
    public static readonly Text OneTimeMessage = new(
        "{0} ist Ihre Zahl für die Terminvergabe. Sie gilt 10 Minuten. Geben Sie sie niemandem weiter. Sie haben nichts angefordert? Dann ist nichts zu tun.",
        "{0} is your number for booking. It is good for 10 minutes. Do not pass it on. You asked for nothing? Then there is nothing to do.");
    public static readonly Text CodeSubject = new("Ihr Vermittlungscode", "Your booking code");
    public static readonly Text CodeMessage = new(
        "Ihr Vermittlungscode: {0}. Das ist noch kein Termin. Bitte bewahren Sie ihn auf und geben Sie ihn niemandem weiter.",
        "Your booking code: {0}. This is not an appointment yet. Please keep it and do not pass it on.");
}
