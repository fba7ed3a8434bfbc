using System.Diagnostics;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Infra;

public sealed class SystemdTests : IDisposable
{
    private const string Analyze = "systemd-analyze";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [NeedsFact(Analyze, "systemd")]
    public async Task Systemd_understands_every_line_of_the_units()
    {
        var units = Directory.GetFiles(InfraFiles.PathOf("systemd"), "*.service");
        Assert.Equal(2, units.Length);
        foreach (var unit in units)
        {
            Assert.Equal("", await Verify(Path.GetFileName(unit), await File.ReadAllTextAsync(unit)));
        }
    }

    [NeedsFact(Analyze, "systemd")]
    public async Task A_misspelt_line_is_noticed()
    {
        var unit = await File.ReadAllTextAsync(InfraFiles.PathOf("systemd", "waitingroom.service"));
        Assert.Contains("ProtectClok", await Verify("misspelt.service", unit.Replace("ProtectClock", "ProtectClok", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    /// <summary>What systemd complains about. The program itself is not installed here; something that can be started stands in its place.</summary>
    private async Task<string> Verify(string name, string unit)
    {
        var lines = unit.Split('\n').Select(line => line.StartsWith("ExecStart=/opt/waitingroom/", StringComparison.Ordinal) ? "ExecStart=/bin/true" + line[line.IndexOf(' ', StringComparison.Ordinal)..] : line);
        var path = folder.File(name.Replace("@", "@main", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(path, lines);
        using var analyze = Process.Start(new ProcessStartInfo(Analyze, ["verify", "--man=no", path]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var complaints = analyze.StandardError.ReadToEndAsync();
        var said = await analyze.StandardOutput.ReadToEndAsync();
        await analyze.WaitForExitAsync();
        return said + await complaints;
    }
}
