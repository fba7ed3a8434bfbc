using WaitingRoom.Web.Languages;
using WaitingRoom.Web.Problems;

namespace WaitingRoom.Admin.Staff;

/// <summary>The refusals of the staff's door; documented in docs/errors.md.</summary>
internal static class StaffProblems
{
    private static readonly Text MissingTitle = new("Bitte melden Sie sich an", "Please sign in");
    private static readonly Text MissingDetail = new(
        "Diese Adresse ist für Beschäftigte. Senden Sie ein Token in der Kopfzeile Authorization: Bearer.",
        "This address is for staff. Send a token in the header Authorization: Bearer.");
    private static readonly Text InvalidTitle = new("Dieses Token gilt nicht", "This token is not valid");
    private static readonly Text InvalidDetail = new(
        "Es ist abgelaufen, kein Token für Beschäftigte oder nicht von einer zugelassenen Stelle.",
        "It has expired, is no staff token or was not made by an accepted issuer.");
    private static readonly Text RoleTitle = new("Dafür fehlt die Berechtigung", "You are not allowed to do this");
    private static readonly Text RoleDetail = new("Ihr Token nennt die Rolle nicht, die hier nötig ist.", "Your token does not name the role that is needed here.");

    public static ProblemResult TokenMissing() => Problems.Of("staff-token-missing", 401, MissingTitle, MissingDetail);

    public static ProblemResult TokenInvalid() => Problems.Of("staff-token-invalid", 401, InvalidTitle, InvalidDetail);

    public static ProblemResult RoleMissing() => Problems.Of("staff-role-missing", 403, RoleTitle, RoleDetail);
}
