using System.Globalization;

namespace WaitingRoom.Bench.Load;

/// <summary>
/// wrk's instructions for joining: each request is another browser with another key, and a hundred browsers share an address range (10.x.y.0/24), as told by
/// the proxy on this machine.
/// </summary>
internal static class JoinScript
{
    /// <param name="first">Number of the first browser; runs must not share numbers, or the second is given the first one's tickets again.</param>
    public static string Text(long first) => string.Create(CultureInfo.InvariantCulture, $$"""
        local n = {{first}}
        local headers = {}
        request = function()
          n = n + 1
          local range = math.floor(n / 100)
          headers["Waiting-Room-Browser"] = string.format("%042dA", n)
          headers["Idempotency-Key"] = string.format("k%d", n)
          headers["X-Forwarded-For"] = string.format("10.%d.%d.%d", math.floor(range / 256) % 256, range % 256, 1 + n % 100)
          return wrk.format("POST", nil, headers)
        end
        """);
}
