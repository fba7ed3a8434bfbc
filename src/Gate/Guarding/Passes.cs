using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace WaitingRoom.Gate.Guarding;

/// <summary>
/// What lets a visitor stay: the waiting room's pass or, when the waiting room could not be asked at the entrance, the admission itself, sealed by this app so that
/// an admission that never came through the entrance cannot pose as one that did. Both are checked offline each time.
/// </summary>
internal sealed class Passes(AdmissionReader reader, IOptionsMonitor<GateOptions> gate, EndedSessions ended, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>A dot cannot stand in sealed text, so no sealed text looks like a token or the other way round.</summary>
    private const string SealedPrefix = "sealed.";

    private readonly IDataProtector seal = protection.CreateProtector("WaitingRoom.Gate.Entered.v1");

    public string Seal(string admission) => SealedPrefix + seal.Protect(admission);

    public async Task<PassReading> Read(string? text, string? secret)
    {
        var isSealed = text is not null && text.StartsWith(SealedPrefix, StringComparison.Ordinal);
        var token = isSealed ? Open(text!) : text;
        if (isSealed && token is null)
        {
            return new PassReading.Refused(AdmissionRefusal.Forged);
        }

        var reading = await reader.Read(token, secret, gate.Get(GateExtensions.Scheme), isSealed ? TokenKind.Admission : TokenKind.Pass);
        return reading switch
        {
            AdmissionReading.Refused(var reason) => new PassReading.Refused(reason),
            AdmissionReading.Valid valid when ended.Contains(valid.Id) => new PassReading.Refused(AdmissionRefusal.Over),
            AdmissionReading.Valid valid => new PassReading.Valid(token!, secret!, valid, isSealed, isSealed || time.GetUtcNow() - valid.IssuedAt > (valid.EndsAt - valid.IssuedAt) / 2),
            _ => throw new InvalidOperationException($"No answer for {reading.GetType().Name}."),
        };
    }

    private string? Open(string text)
    {
        try
        {
            return seal.Unprotect(text[SealedPrefix.Length..]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>What a pass turned out to be. A closed set.</summary>
internal abstract record PassReading
{
    private PassReading()
    {
    }

    /// <param name="Token">The pass or the admission itself.</param>
    /// <param name="IsAdmission">The waiting room owes a pass for it.</param>
    /// <param name="IsDue">Less than half of its life is left.</param>
    public sealed record Valid(string Token, string Secret, AdmissionReading.Valid Claims, bool IsAdmission, bool IsDue) : PassReading
    {
        /// <summary>Neither token nor secret, so that they cannot slip into a log.</summary>
        public override string ToString() => $"valid until {Claims.EndsAt:O}";
    }

    public sealed record Refused(AdmissionRefusal Reason) : PassReading;
}
