using WaitingRoom.Web.Languages;

namespace WaitingRoom.Booking.Wording;

/// <summary>What is said to somebody who waits for freed appointments. Short sentences: also readers of easy German get these. Never to be taken for an appointment.</summary>
internal static class FreedTexts
{
    public static readonly Text Subject = new("Wieder Termine frei: {0}", "Appointments free again: {0}");
    public static readonly Text Free = new("Am {0} waren wieder Termine frei: {1}.", "On {0} appointments were free again: {1}.");
    public static readonly Text NotReserved = new(
        "Das ist noch KEIN Termin. Für Sie ist nichts reserviert. Andere haben diese Nachricht auch bekommen.",
        "This is NOT an appointment. Nothing is reserved for you. Others have got this message too.");
    public static readonly Text JoinHere = new("Hier können Sie sich anstellen: {0}", "You can join the line here: {0}");
    public static readonly Text Once = new(
        "Sie bekommen diese Nachricht ein Mal. Ihre Adresse ist danach gelöscht.", "You get this message once. Your address is deleted after it.");
    public static readonly Text Sms = new(
        "Wieder Termine frei: {0}. Stand {1}. Noch KEIN Termin, nichts reserviert. Anstellen: {2}", "Appointments free again: {0}. As of {1}. NOT an appointment, nothing is reserved. Join: {2}");
}
