using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WaitingRoom.Booking.Appointments;
using WaitingRoom.Booking.Messages.Confirmations;
using WaitingRoom.Booking.Messages.Development;
using WaitingRoom.Booking.Messages.Freed;
using WaitingRoom.Booking.Messages.Providers;
using WaitingRoom.Booking.Messages.Sending;

namespace WaitingRoom.Booking.Messages;

/// <summary>Registers the sending of messages. An author is added by <c>AddSingleton&lt;IMessageAuthor, …&gt;()</c>.</summary>
internal static class MessagesExtensions
{
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddOptions<MessageOptions>().BindConfiguration(MessageOptions.Section);
        services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section)
            .Validate(smtp => smtp.Host.Length == 0 || System.Net.Mail.MailAddress.TryCreate(smtp.From, out _), $"{SmtpOptions.Section}:From is needed with {SmtpOptions.Section}:Host.")
            .ValidateOnStart();
        services.AddOptions<SmsOptions>().BindConfiguration(SmsOptions.Section)
            .Validate(sms => sms.Address is null or { IsAbsoluteUri: true }, $"{SmsOptions.Section}:Address is no absolute address.")
            .ValidateOnStart();
        services.AddOptions<LetterOptions>().BindConfiguration(LetterOptions.Section);

        // Sending has its own deadline; the client's would come as another exception. A redirection is not followed: the token is for the configured address.
        services.AddHttpClient(nameof(SmsSender), client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        services.AddMetrics();
        services.AddSingleton<PdfPress>();
        services.AddSingleton<DevelopmentOutbox>();
        services.AddSingleton<BookingFacts>();
        services.AddSingleton<BookingLetter>();
        services.AddSingleton<BookingWriting>();
        services.AddSingleton<IMessageAuthor, BookingAuthor>();
        services.AddSingleton<IMessageAuthor, FreedAuthor>();
        services.AddSingleton<FreedQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<FreedQueue>());
        services.AddSingleton<MessageMetrics>();
        services.AddSingleton(provider => new Dispatch(ProviderList.Of(provider), provider.GetRequiredService<IOptions<MessageOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OutboxSending>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxSending>());
        return services;
    }
}
