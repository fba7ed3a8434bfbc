using WaitingRoom.Web.Languages;

namespace WaitingRoom.Queue.Draws;

/// <summary>What the page that checks a draw says.</summary>
internal static class DrawTexts
{
    public static readonly Text Title = new("Auslosung nachprüfen", "Check the draw");

    public static readonly Text Intro = new(
        "Wer vor der Öffnung da war, hat seinen Platz durch das Los bekommen. Hier rechnet Ihr eigener Browser nach, dass dabei nichts nachgeholfen wurde.",
        "Everyone who came before the opening got their place by lot. Here your own browser recomputes that nobody tampered with it.");

    public static readonly Text StepsTitle = new("So ist ausgelost worden", "How the draw was made");

    public static readonly Text StepPromise = new(
        "Vor der Öffnung wurde der Fingerabdruck eines Geheimnisses veröffentlicht und ein öffentlicher Zufallswert benannt, den noch niemand kennen konnte.",
        "Before the opening the fingerprint of a secret was published, and a public random value was named that nobody could know yet.");

    public static readonly Text StepRoster = new(
        "Mit der Öffnung wurde die Liste der Wartenummern geschlossen. Ihr Fingerabdruck umfasst jede einzelne.",
        "At the opening the list of tickets was closed. Its fingerprint covers every one of them.");

    public static readonly Text StepPlaces = new(
        "Aus Geheimnis, Liste und Zufallswert zusammen folgt für jede Wartenummer genau ein Platz.",
        "Secret, list and random value together give every ticket exactly one place.");

    public static readonly Text NotYet = new("Die Auslosung hat noch nicht stattgefunden", "The draw has not taken place yet");
    public static readonly Text NotYetMore = new("Notieren Sie sich die folgenden Angaben: Damit können Sie später prüfen, dass sie nicht geändert wurden.", "Write down what stands below: later you can check with it that nothing was changed.");
    public static readonly Text Commitment = new("Fingerabdruck des Geheimnisses", "Fingerprint of the secret");
    public static readonly Text Beacon = new("Öffentlicher Zufallswert", "Public random value");
    public static readonly Text Count = new("Wartenummern in der Liste", "Tickets in the list");

    public static readonly Text OwnNumber = new("Wartenummer (freiwillig)", "Ticket number (optional)");
    public static readonly Text CheckThis = new("Diese Auslosung prüfen", "Check this draw");
    public static readonly Text ChooseFile = new("Oder eine gespeicherte Auslosungsdatei prüfen", "Or check a draw file that you saved");
    public static readonly Text Progress = new("Fortschritt der Prüfung", "Progress of the check");

    public static readonly Text ByHandTitle = new("Ohne diese Seite prüfen", "Check without this page");
    public static readonly Text ByHand = new(
        "Laden Sie die Auslosungsdatei und prüfen Sie sie auf Ihrem eigenen Rechner mit dem Programm des Warteraums, ohne Verbindung zu uns:",
        "Download the draw file and check it on your own computer with the waiting room's program, without any connection to us:");

    public static readonly Text Download = new("Auslosungsdatei laden", "Download the draw file");

    public static readonly Text Working = new("Die Prüfung läuft.", "Checking.");
    public static readonly Text Verified = new("Geprüft: Alle Plätze folgen aus dieser Datei.", "Verified: everybody's place follows from this file.");
    public static readonly Text Refuted = new("Nicht bestätigt: Mindestens ein Schritt stimmt nicht.", "Not verified: at least one step is wrong.");
    public static readonly Text Unreadable = new("Die Datei ließ sich nicht lesen.", "The file could not be read.");
    public static readonly Text Ok = new("Stimmt", "Right");
    public static readonly Text Wrong = new("Stimmt nicht", "Wrong");
    public static readonly Text Differs = new("Berechnet: {0}. In der Datei: {1}.", "Computed: {0}. In the file: {1}.");
    public static readonly Text FindComplete = new("Die Datei enthält eine ganze Auslosung.", "The file holds a whole draw.");
    public static readonly Text FindCount = new("Die Liste hat {0} Wartenummern.", "The list has {0} tickets.");
    public static readonly Text FindCommitment = new("Das Geheimnis passt zum vorher veröffentlichten Fingerabdruck.", "The secret fits the fingerprint published before.");
    public static readonly Text FindRoot = new("Der Fingerabdruck umfasst genau diese Liste.", "The fingerprint covers exactly this list.");
    public static readonly Text FindSeed = new("Der Startwert folgt aus Geheimnis, Liste und Zufallswert.", "The seed follows from secret, list and random value.");
    public static readonly Text FindPlaces = new("{0} Wartenummern haben {0} verschiedene Plätze.", "{0} tickets have {0} different places.");
    public static readonly Text TicketHolds = new("Nummer {0} war dabei und hat Platz {1} von {2}.", "Number {0} took part and has place {1} of {2}.");
    public static readonly Text TicketFails = new("Nummer {0} war nicht dabei oder gehört zu einem anderen Browser.", "Number {0} did not take part or belongs to another browser.");
}
