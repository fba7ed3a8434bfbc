using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Messages.Development;

namespace WaitingRoom.Booking.Messages.Providers;

/// <summary>The provider of each route: one that the host gave, else the configured one, else the development outbox, else none.</summary>
internal static class ProviderList
{
    public static IReadOnlyList<IMessageSender> Of(IServiceProvider services)
    {
        var given = services.GetServices<IMessageSender>().ToArray();
        return [.. Enum.GetValues<MessageRoute>().Select(route => Array.Find(given, sender => sender.Route == route) ?? Configured(services, route) ?? Development(services, route)).OfType<IMessageSender>()];
    }

    private static IMessageSender? Configured(IServiceProvider services, MessageRoute route) => route switch
    {
        MessageRoute.Email when services.GetRequiredService<IOptions<SmtpOptions>>().Value.Host.Length > 0 => ActivatorUtilities.CreateInstance<SmtpSender>(services),
        MessageRoute.Sms when services.GetRequiredService<IOptions<SmsOptions>>().Value.Address is not null =>
            ActivatorUtilities.CreateInstance<SmsSender>(services, services.GetRequiredService<IHttpClientFactory>().CreateClient(nameof(SmsSender))),
        MessageRoute.Letter when services.GetRequiredService<IOptions<LetterOptions>>().Value.Folder.Length > 0 => ActivatorUtilities.CreateInstance<PrintQueue>(services),
        _ => null,
    };

    private static DevelopmentSender? Development(IServiceProvider services, MessageRoute route) => services.GetRequiredService<IOptions<MessageOptions>>().Value.DevelopmentOutbox
        ? new DevelopmentSender(route, services.GetRequiredService<DevelopmentOutbox>())
        : null;
}
