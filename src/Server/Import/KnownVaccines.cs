using WaitingRoom.Grains.Campaigns;

namespace WaitingRoom.Server.Import;

/// <summary>The vaccines of 2021 and their rules, as centres applied them; a campaign that has a vaccine of the same id keeps its own rule.</summary>
internal static class KnownVaccines
{
    public static readonly IReadOnlyList<Vaccine> All =
    [
        new("comirnaty", "Comirnaty (BioNTech/Pfizer)", Doses: 2, MinDays: 21, MaxDays: 42),
        new("moderna", "Spikevax (Moderna)", Doses: 2, MinDays: 28, MaxDays: 42),
        new("astra", "Vaxzevria (AstraZeneca)", Doses: 2, MinDays: 28, MaxDays: 84),
        new("johnson", "Jcovden (Johnson & Johnson)", Doses: 1, MinDays: 0, MaxDays: 0),
    ];
}
