using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using WaitingRoom.Grains;

namespace WaitingRoom.Cluster.Messages;

/// <summary>
/// Commands and replies of the core cross the wire as JSON, so that the core needs no attributes of Orleans. Additions are safe while two versions run side by side: an older node leaves out what it
/// does not know, a newer one gives what is missing its default.
/// </summary>
internal static class DomainMessages
{
    public static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter() },
    };

    public static void AddDomainMessages(this IServiceCollection services)
    {
        services.AddSerializer(serializer => serializer.AddJsonSerializer(
            isSerializable: IsDomain,
            isCopyable: _ => false,
            configureOptions: options => options.Configure(json => json.SerializerOptions = Json)));
        services.AddSingleton<IGeneralizedCopier, ImmutableDomain>();
        services.AddSingleton<ITypeFilter, DomainTypes>();
    }

    internal static bool IsDomain(Type type) => type.Assembly == typeof(IGrains).Assembly;

    /// <summary>Lets the engine name the core's types on the wire, the abstract ones of the interfaces too, and no other's.</summary>
    private sealed class DomainTypes : ITypeFilter
    {
        public bool? IsTypeAllowed(Type type) => IsDomain(type) ? true : null;
    }

    /// <summary>All of the core is immutable: within a process a message need not be copied.</summary>
    private sealed class ImmutableDomain : IGeneralizedCopier
    {
        public bool IsSupportedType(Type type) => IsDomain(type);

        public object? DeepCopy(object? input, CopyContext context) => input;
    }
}
