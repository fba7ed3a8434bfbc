using WaitingRoom.Support;

namespace WaitingRoom.Architecture.Tests;

public sealed class HouseTests
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static readonly HouseProject Grains = new("Grains", [], [], ["System.Runtime"], ["Days"]);

    [Fact]
    public void No_arrow_of_the_house_is_broken()
    {
        var house = HouseReader.Read(RepositoryRoot.Find()!, Configuration);
        Assert.Empty(HouseRules.Breaches(house));
    }

    [Fact]
    public void Every_module_was_read_with_its_compiled_assembly()
    {
        var house = HouseReader.Read(RepositoryRoot.Find()!, Configuration);
        Assert.Empty(HouseRules.Expected.Except(house.Select(p => p.Name)));
        Assert.DoesNotContain(house, p => p.Name != "Cluster" && p.Assemblies.Count == 0);
        Assert.Equal(["PeriodicService"], house.Single(p => p.Name == "Web").BackgroundServices);
    }

    [Theory]
    [InlineData("Grains", "project", "Web")]
    [InlineData("Grains", "package", "Microsoft.AspNetCore.App")]
    [InlineData("Grains", "assembly", "Microsoft.Extensions.Logging.Abstractions")]
    [InlineData("Queue", "project", "Booking")]
    [InlineData("Booking", "assembly", "WaitingRoom.Queue")]
    [InlineData("Admin", "project", "Storage")]
    [InlineData("Booking", "package", "Dapper")]
    [InlineData("Queue", "assembly", "Npgsql")]
    [InlineData("Booking", "assembly", "Microsoft.Data.Sqlite")]
    [InlineData("Queue", "project", "Server")]
    [InlineData("Gate", "project", "Grains")]
    [InlineData("Gate", "assembly", "WaitingRoom.Queue")]
    [InlineData("Web", "project", "Grains")]
    [InlineData("Storage", "project", "Web")]
    [InlineData("Server", "package", "Microsoft.Orleans.Server")]
    [InlineData("Admin", "assembly", "Orleans.Core.Abstractions")]
    [InlineData("Web", "folder", "Helpers")]
    [InlineData("Booking", "loop", "MailLoop")]
    [InlineData("Queue", "loop", "PeriodicService")]
    [InlineData("Stranger", "folder", "Days")]
    public void A_broken_house_is_noticed(string name, string kind, string what)
    {
        string[] one = [what];
        var broken = new HouseProject(
            name,
            kind == "project" ? one : [],
            kind == "package" ? one : [],
            kind == "assembly" ? one : [],
            kind == "folder" ? one : [])
        {
            BackgroundServices = kind == "loop" ? one : [],
        };
        Assert.NotEmpty(HouseRules.Breaches([Grains, broken]));
    }

    [Fact]
    public void A_sound_house_has_no_breach()
    {
        HouseProject[] house =
        [
            Grains,
            new("Queue", ["Grains", "Web"], ["Microsoft.AspNetCore.App"], ["WaitingRoom.Grains", "System.Runtime"], ["Joining"]),
            new("Storage", ["Grains"], ["Npgsql", "Dapper"], ["Npgsql", "WaitingRoom.Grains"], ["Sqlite"]),
            new("Server", ["Queue", "Booking", "Storage", "Gate", "Web"], ["Serilog"], ["Npgsql"], ["Grains"]),
        ];
        Assert.Empty(HouseRules.Breaches(house));
    }
}
