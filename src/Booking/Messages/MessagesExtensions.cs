using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Messages.Confirmations;
using WaitingRoom.Booking.Messages.Sending;

namespace WaitingRoom.Booking.Messages;

/// <summary>Registers the sending of messages. An author is added by <c>AddSingleton&lt;IMessageAuthor, …&gt;()</c>.</summary>
internal static class MessagesExtensions
{
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddOptions<MessageOptions>().BindConfiguration(MessageOptions.Section);
        services.AddMetrics();
        services.AddSingleton<MessageMetrics>();
        services.AddSingleton<BookingFacts>();
        services.AddSingleton<BookingWriting>();
        services.AddSingleton<IMessageAuthor, BookingAuthor>();
        services.AddSingleton<Dispatch>();
        services.AddSingleton<OutboxSending>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxSending>());
        return services;
    }
}
