namespace WaitingRoom.Gate;

/// <summary>What an app says about the waiting room before it. Two of them are required; every default is argued in docs/gate.md.</summary>
public sealed class WaitingRoomOptions
{
    /// <summary>The waiting room's issuer: an absolute address without a slash at its end, such as <c>https://queue.example</c>. Required.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The room whose visitors come here, as in its address: 1 to 63 lower-case letters, digits and hyphens. Required.</summary>
    public string Room { get; set; } = "";

    /// <summary>
    /// What the world calls this app: scheme, host and port, such as <c>https://app.example</c>. Null: as the request says, which is right without a proxy or behind one whose
    /// forwarded headers the app takes over. The room's <c>returnOrigins</c> must name it.
    /// </summary>
    public string? PublicOrigin { get; set; }

    /// <summary>Reach the waiting room at this address from inside, for keys and sessions; browsers still go to <see cref="Authority"/>. Null: the same.</summary>
    public Uri? BackchannelAddress { get; set; }

    /// <summary>How the waiting room is asked; null for an ordinary client. For proxies, private certificates and tests.</summary>
    public HttpMessageHandler? Backchannel { get; set; }

    /// <summary>True: only endpoints with <c>RequireAdmission()</c> are guarded. False: all but those with <c>AllowWithoutAdmission()</c>.</summary>
    public bool OnlyMarkedEndpoints { get; set; }

    /// <summary>Where somebody goes whose wanted page is unknown: a local path.</summary>
    public string HomePath { get; set; } = "/";

    /// <summary>Where a browser goes after leaving: a local path or an absolute address. Null: the room's page.</summary>
    public string? AfterLeaving { get; set; }

    /// <summary>A page waits this long for the renewal of its visitor's session, then it goes on without; the next page has it. 0 to 5 seconds.</summary>
    public TimeSpan RenewalPatience { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Clocks of two machines may differ by this much. Zero to a minute.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>True on a machine without TLS: cookies then have no <c>__Host-</c> prefix, and keys may come over plain HTTP.</summary>
    public bool PlainHttp { get; set; }

    /// <summary>The room's page, where people wait.</summary>
    internal string RoomAddress => $"{Authority}/rooms/{Room}";

    /// <summary>What is wrong with it; null when nothing is.</summary>
    internal string? Fault() => this switch
    {
        { Authority: var authority } when !IsAddress(authority) || authority.EndsWith('/') => "WaitingRoom: Authority is an absolute address without a slash at its end.",
        { Room: var room } when room.Length is 0 or > 63 || !room.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') => "WaitingRoom: Room has 1 to 63 lower-case letters, digits and hyphens.",
        { PublicOrigin: { } origin } when !IsAddress(origin) || new Uri(origin).GetLeftPart(UriPartial.Authority) != origin => "WaitingRoom: PublicOrigin is scheme, host and port, such as https://app.example.",
        { HomePath: var home } when !LocalPath.IsLocal(home) => "WaitingRoom: HomePath is a local path.",
        { AfterLeaving: { } after } when !LocalPath.IsLocal(after) && !IsAddress(after) => "WaitingRoom: AfterLeaving is a local path or an absolute address.",
        { RenewalPatience: var patience } when patience < TimeSpan.Zero || patience > TimeSpan.FromSeconds(5) => "WaitingRoom: RenewalPatience is 0 to 5 seconds.",
        { ClockSkew: var skew } when skew < TimeSpan.Zero || skew > TimeSpan.FromMinutes(1) => "WaitingRoom: ClockSkew is zero to a minute.",
        _ => null,
    };

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
