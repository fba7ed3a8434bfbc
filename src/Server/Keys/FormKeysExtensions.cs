using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Server.Keys;

internal static class FormKeysExtensions
{
    /// <summary>The same for every node and host of an installation, wherever its programs lie.</summary>
    private const string Name = "waiting-room";

    /// <summary>Keeps the framework's keys for forms in storage. Needs <see cref="IDocuments"/>.</summary>
    public static IServiceCollection AddFormKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName(Name);
        return services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new FormKeys(provider.GetRequiredService<IDocuments>())));
    }
}
