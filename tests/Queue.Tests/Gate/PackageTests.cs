using System.Diagnostics;
using System.IO.Compression;
using WaitingRoom.Support;

namespace WaitingRoom.Queue.Tests.Gate;

/// <summary>The gate as a package: made from what was built, and used by a project that knows nothing of this solution.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task A_project_elsewhere_builds_with_the_package_and_three_lines()
    {
        using var folder = new TemporaryFolder();
        var feed = Path.Combine(folder.Path, "feed");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        await Dotnet(RepositoryRoot.Find()!, "pack", "src/Gate/Gate.csproj", "--no-build", "-c", configuration, "-o", feed, "-v", "q", "-nologo");
        await using (var package = await ZipFile.OpenReadAsync(Path.Combine(feed, "WaitingRoom.Gate.0.1.0.nupkg")))
        {
            Assert.Contains(package.Entries, entry => entry.FullName == "README.md");
            Assert.Contains(package.Entries, entry => entry.FullName == "lib/net10.0/WaitingRoom.Gate.xml");
        }

        Assert.True(File.Exists(Path.Combine(feed, "WaitingRoom.Gate.0.1.0.snupkg")));

        // Its dependencies are those that this build restored; nothing is asked of the network, and nothing is left in the common package folder.
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "nuget.config"), """
            <configuration><packageSources><clear /><add key="feed" value="feed" /></packageSources></configuration>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "Elsewhere.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestorePackagesPath>packages</RestorePackagesPath>
                <RestoreFallbackFolders>{CommonPackages()}</RestoreFallbackFolders>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="WaitingRoom.Gate" Version="0.1.0" /></ItemGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "Program.cs"), """
            using WaitingRoom.Gate;
            var builder = WebApplication.CreateBuilder(args);
            builder.Services.AddWaitingRoom(room => { room.Authority = "https://queue.example"; room.Room = "impfung"; });
            var app = builder.Build();
            app.UseWaitingRoom();
            app.MapGet("/", () => "in").RequireAdmission();
            app.Run();
            """);
        await Dotnet(folder.Path, "build", "Elsewhere.csproj", "-v", "q", "-nologo");
        Assert.True(File.Exists(Path.Combine(folder.Path, "bin", "Debug", "net10.0", "WaitingRoom.Gate.dll")));
    }

    private static string CommonPackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static async Task Dotnet(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"dotnet {arguments[0]}: {await output} {await errors}");
    }
}
