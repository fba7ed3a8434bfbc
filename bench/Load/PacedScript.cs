using System.Globalization;

namespace WaitingRoom.Bench.Load;

/// <summary>A script for wrk whose connections rest between requests, so that all of them together ask about so often a second.</summary>
internal static class PacedScript
{
    /// <summary>Lua. The rest is never a whole number of milliseconds for long, so that the connections do not march in step.</summary>
    public static string Text(int connections, int perSecond) => string.Create(CultureInfo.InvariantCulture, $$"""
        local rest = {{1000.0 * connections / perSecond}}
        local owed = 0
        function delay()
          owed = owed + rest
          local now = math.floor(owed)
          owed = owed - now
          return now
        end
        """);
}
