using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace WaitingRoom.Gate;

/// <summary>
/// The waiting room's public keys, fetched when first needed and kept. The library's own configuration manager reads the clock of the machine and refreshes where nobody
/// can wait for it; a key that is unknown must be looked for once before its bearer is turned away.
/// </summary>
internal sealed partial class AdmissionKeys(IOptionsMonitor<GateOptions> options, TimeProvider time, ILogger<AdmissionKeys> log) : IDisposable
{
    /// <summary>How long keys are used without asking again. A withdrawn key is refused after this long at the latest.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>Invented key ids must not make us ask the waiting room more often than this.</summary>
    public static readonly TimeSpan ShortestRefresh = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim fetching = new(1);
    private IReadOnlyDictionary<string, SecurityKey>? keys;
    private long fetchedAt;
    private long triedAt;
    private HttpClient? client;

    public async ValueTask<KeySearch> Find(string keyId)
    {
        var known = Volatile.Read(ref keys);
        if (known is not null && known.TryGetValue(keyId, out var key))
        {
            if (time.GetElapsedTime(Volatile.Read(ref fetchedAt)) > Fresh)
            {
                // Stale, not wrong: nobody waits for the refresh, the next ones have it.
                _ = RefreshAsync(known);
            }

            return new KeySearch.Found(key);
        }

        await RefreshAsync(known);
        return Volatile.Read(ref keys) switch
        {
            null => new KeySearch.Unavailable(),
            var fetched when fetched.TryGetValue(keyId, out var found) => new KeySearch.Found(found),
            _ => new KeySearch.Unknown(),
        };
    }

    public void Dispose()
    {
        fetching.Dispose();
        client?.Dispose();
    }

    private async Task RefreshAsync(IReadOnlyDictionary<string, SecurityKey>? seen)
    {
        await fetching.WaitAsync();
        try
        {
            // Whoever waited for another's fetch has its result; whoever comes right after one must do with it.
            if (!ReferenceEquals(seen, keys) || (triedAt != 0 && time.GetElapsedTime(triedAt) < ShortestRefresh))
            {
                return;
            }

            triedAt = time.GetTimestamp();
            var found = await FetchAsync(options.Get(GateExtensions.Scheme));
            Volatile.Write(ref keys, found.Where(key => !string.IsNullOrEmpty(key.KeyId)).ToDictionary(key => key.KeyId));
            Volatile.Write(ref fetchedAt, time.GetTimestamp());
        }
        catch (Exception fault)
        {
            // The keys we have stay good; without any, callers hear that.
            LogFetchFailed(fault);
        }
        finally
        {
            fetching.Release();
        }
    }

    private async Task<IEnumerable<SecurityKey>> FetchAsync(GateOptions gate)
    {
        client ??= gate.Backchannel is { } own ? new HttpClient(own, disposeHandler: false) : new HttpClient();
        var address = gate.KeysAddress ?? new Uri(gate.Authority + "/.well-known/openid-configuration");
        // Plain HTTP within the machine needs no TLS; the network does.
        var documents = new HttpDocumentRetriever(client) { RequireHttps = !gate.PlainHttp && !address.IsLoopback };
        using var deadline = new CancellationTokenSource(FetchTimeout, time);
        if (gate.KeysAddress is not null)
        {
            return new JsonWebKeySet(await documents.GetDocumentAsync(address.AbsoluteUri, deadline.Token)).GetSigningKeys();
        }

        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(address.AbsoluteUri, documents, deadline.Token);
        return configuration.Issuer == gate.Authority
            ? configuration.SigningKeys
            : throw new InvalidOperationException("The configuration at the authority's address names another issuer.");
    }

    [LoggerMessage(LogLevel.Warning, "The waiting room's keys could not be fetched")]
    private partial void LogFetchFailed(Exception fault);
}

/// <summary>What came of looking for a key. A closed set.</summary>
internal abstract record KeySearch
{
    private KeySearch()
    {
    }

    public sealed record Found(SecurityKey Key) : KeySearch;

    /// <summary>The waiting room does not know it either.</summary>
    public sealed record Unknown : KeySearch;

    /// <summary>No keys have ever been had, so nothing can be said.</summary>
    public sealed record Unavailable : KeySearch;
}
