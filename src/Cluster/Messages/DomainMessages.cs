using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using WaitingRoom.Grains;
using WaitingRoom.Grains.Messages;

namespace WaitingRoom.Cluster.Messages;

/// <summary>Commands and replies of the core cross the wire as <see cref="MessageJson"/>, so that the core needs no attributes of Orleans.</summary>
internal static class DomainMessages
{
    public static void AddDomainMessages(this IServiceCollection services)
    {
        services.AddSerializer(serializer => serializer.AddJsonSerializer(
            isSerializable: IsDomain,
            isCopyable: _ => false,
            configureOptions: options => options.Configure(json => json.SerializerOptions = MessageJson.Options)));
        services.AddSingleton<IGeneralizedCopier, ImmutableDomain>();
        services.AddSingleton<ITypeFilter, DomainTypes>();
    }

    private static bool IsDomain(Type type) => type.Assembly == typeof(IGrains).Assembly;

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
