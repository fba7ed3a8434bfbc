using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace WaitingRoom.Server.Hosting;

/// <summary>
/// Whose word counts about where a request comes from (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>): the proxies of the configuration and nobody else, or anyone could choose the address
/// by which they are limited.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>Configuration key: addresses and networks, <c>Proxies:0</c>=10.0.0.7, <c>Proxies:1</c>=10.1.0.0/16.</summary>
    public const string Key = "Proxies";

    /// <exception cref="IOException">One of them is neither an address nor a network.</exception>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var named = app.Configuration.GetSection(Key).Get<string[]>() ?? [];
        if (named.Length > 0)
        {
            app.UseForwardedHeaders(OptionsFor(named));
        }
    }

    internal static ForwardedHeadersOptions OptionsFor(IEnumerable<string> named)
    {
        // Through a chain of proxies as long as each is known; the framework trusts this machine unless told otherwise.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var name in named)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(name, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new IOException($"{Key}: '{name}' is neither an address nor a network such as 10.0.0.0/8.");
            }
        }

        return options;
    }
}
