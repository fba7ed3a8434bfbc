using WaitingRoom.Grains.Campaigns;
using WaitingRoom.Server.Import;

namespace WaitingRoom.Server.Demo;

/// <summary>The thirteen vaccination centres of Saxony as of spring 2021.</summary>
internal static class Saxony
{
    public const string Region = "DE-SN";

    /// <summary>One group for the whole state: a code was valid everywhere in Saxony.</summary>
    public const int BookingGroup = 1;

    public static readonly IReadOnlyList<Centre> Centres =
    [
        In("annaberg-buchholz", "09456", "Annaberg-Buchholz", "Impfzentrum Annaberg-Buchholz"),
        In("belgern", "04874", "Belgern-Schildau", "Impfzentrum Belgern"),
        In("borna", "04552", "Borna", "Impfzentrum Borna"),
        In("chemnitz", "09116", "Chemnitz", "Impfzentrum Chemnitz, Messe"),
        In("dresden", "01067", "Dresden", "Impfzentrum Dresden, Messe"),
        In("eich", "08233", "Treuen", "Impfzentrum Eich"),
        In("kamenz", "01917", "Kamenz", "Impfzentrum Kamenz"),
        In("leipzig", "04356", "Leipzig", "Impfzentrum Leipzig, Neue Messe"),
        In("loebau", "02708", "Löbau", "Impfzentrum Löbau, Messehalle"),
        In("mittweida", "09648", "Mittweida", "Impfzentrum Mittweida"),
        In("pirna", "01796", "Pirna", "Impfzentrum Pirna"),
        In("riesa", "01591", "Riesa", "Impfzentrum Riesa, Sachsenarena"),
        In("zwickau", "08056", "Zwickau", "Impfzentrum Zwickau, Stadthalle"),
    ];

    private static Centre In(string id, string postcode, string town, string name) => new(id, postcode, town, name, Region, BookingGroup, CentreFile.Zone);
}
