namespace WaitingRoom.Web;

/// <summary>How htmx is set up, for its meta element.</summary>
internal static class Htmx
{
    /// <summary>
    /// No injected style and no eval (the content security policy forbids both), only requests to this origin, no page
    /// content kept in the browser's storage. A form that comes back with errors (422) replaces its target; any other
    /// failure shows the error page.
    /// </summary>
    public const string Configuration = """
        {"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,"historyCacheSize":0,"refreshOnHistoryMiss":true,"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"422","swap":true},{"code":"[45]..","swap":true,"error":true,"target":"body"}]}
        """;
}
