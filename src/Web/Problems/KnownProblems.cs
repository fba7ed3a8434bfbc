using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using WaitingRoom.Web.Languages;

namespace WaitingRoom.Web.Problems;

/// <summary>Problems that no module raises but the pipeline itself: unknown addresses, unreadable requests, faults.</summary>
internal static class KnownProblems
{
    private static readonly Text BadRequestTitle = new("Die Anfrage war nicht verständlich", "The request could not be understood");
    private static readonly Text BadRequestDetail = new(
        "Die Angaben waren unvollständig oder die Seite war zu lange offen. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.",
        "Something was missing, or the page had been open for too long. Please reload the page and try again.");
    private static readonly Text UnauthorizedTitle = new("Bitte melden Sie sich an", "Please sign in");
    private static readonly Text ForbiddenTitle = new("Dafür fehlt die Berechtigung", "You are not allowed to do this");
    private static readonly Text NotFoundTitle = new("Diese Seite gibt es nicht", "This page does not exist");
    private static readonly Text NotFoundDetail = new(
        "Bitte prüfen Sie die Adresse oder beginnen Sie auf der Startseite.",
        "Please check the address or begin at the start page.");
    private static readonly Text MethodTitle = new("Diese Art der Anfrage ist hier nicht möglich", "This method is not possible here");
    private static readonly Text TooLargeTitle = new("Die Anfrage ist zu groß", "The request is too large");
    private static readonly Text MediaTypeTitle = new("Dieses Format wird hier nicht angenommen", "This format is not accepted here");
    private static readonly Text TooManyTitle = new("Zu viele Anfragen", "Too many requests");
    private static readonly Text OverloadedTitle = new("Gerade sind sehr viele Menschen hier", "Very many people are here right now");
    private static readonly Text OtherTitle = new("Die Anfrage konnte nicht erfüllt werden", "The request could not be fulfilled");
    private static readonly Text InternalTitle = new("Bei uns ist ein Fehler aufgetreten", "Something went wrong on our side");
    private static readonly Text InternalDetail = new(
        "Der Fehler wurde vermerkt. Bitte versuchen Sie es in einigen Minuten noch einmal.",
        "The fault has been recorded. Please try again in a few minutes.");

    private static readonly Text SilentTitle = new("Einen Moment bitte", "One moment, please");
    private static readonly Text SilentDetail = new(
        "Unsere Datenbank antwortet gerade nicht. Was Ihnen bestätigt wurde, gilt. Bitte versuchen Sie es in einigen Sekunden noch einmal.",
        "Our database is not answering right now. What was confirmed to you holds. Please try again in a few seconds.");

    /// <summary>Long enough that a crowd does not return at once, short enough that a person waits.</summary>
    private static readonly TimeSpan OverloadRetry = TimeSpan.FromSeconds(10);

    /// <summary>A database that restarts is back within seconds.</summary>
    private static readonly TimeSpan SilentRetry = TimeSpan.FromSeconds(5);

    public static ProblemResult OfStatus(int status) => status switch
    {
        400 => Problems.Of("bad-request", status, BadRequestTitle, BadRequestDetail),
        401 => Problems.Of("unauthorized", status, UnauthorizedTitle),
        403 => Problems.Of("forbidden", status, ForbiddenTitle),
        404 => Problems.Of("not-found", status, NotFoundTitle, NotFoundDetail),
        405 => Problems.Of("method-not-allowed", status, MethodTitle),
        413 => Problems.Of("too-large", status, TooLargeTitle),
        415 => Problems.Of("media-type", status, MediaTypeTitle),
        429 => Problems.Of("too-many-requests", status, TooManyTitle, retryAfter: OverloadRetry),
        503 => Problems.Of("overloaded", status, OverloadedTitle, retryAfter: OverloadRetry),
        >= 500 => Problems.Of("internal", status, InternalTitle, InternalDetail),
        _ => Problems.Of("request-refused", status, OtherTitle),
    };

    /// <summary>Nothing is broken; a moment later it may work.</summary>
    public static ProblemResult StorageSilent() => Problems.Of("storage-silent", StatusCodes.Status503ServiceUnavailable, SilentTitle, SilentDetail, SilentRetry);

    /// <summary>Says that something failed and how support finds it in the log, and nothing about what failed.</summary>
    public static ProblemResult Internal(HttpContext context) => Problems.Of(
        "internal", StatusCodes.Status500InternalServerError, InternalTitle, InternalDetail,
        extras: new JsonObject { [TraceMember] = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier });

    public const string TraceMember = "trace";
}
