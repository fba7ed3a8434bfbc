using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WaitingRoom.Booking.Messages.Sending;
using WaitingRoom.Web.Front;

namespace WaitingRoom.Booking.Availability;

/// <summary>
/// Answers the whole overview before the application knows of a request: it is what everybody reads again and again. It is counted by itself (<c>waitingroom.booking.availability_answers</c>).
/// Filters, pages and whatever else is not this plain case go their usual way.
/// </summary>
internal sealed class AvailabilityFront : IFrontAnswer
{
    /// <summary>Answers that a slow line has not taken yet; beyond them readers go the usual way, where their lane refuses them.</summary>
    private const int MostUnderWay = 1_000;

    private readonly AvailabilityShelf shelf;
    private readonly Counter<long> answers;
    private int underWay;

    [SuppressMessage("Reliability", "CA2000", Justification = "The factory owns the meter and disposes it with the host.")]
    public AvailabilityFront(AvailabilityShelf shelf, IMeterFactory meters)
    {
        this.shelf = shelf;
        answers = meters.Create(MessageMetrics.MeterName).CreateCounter<long>(
            "waitingroom.booking.availability_answers", description: "Answers of the whole overview, which are not among the framework's requests.");
    }

    public object? Find(IHttpRequestFeature request) =>
        HttpMethods.IsGet(request.Method) && request.Path == AvailabilityEndpoint.Path && request.QueryString.Length == 0 && WantsData(request.Headers)
        && Volatile.Read(ref underWay) < MostUnderWay
            ? shelf
            : null;

    public Task Give(IFeatureCollection features, object found)
    {
        answers.Add(1);
        var response = features.Get<IHttpResponseFeature>()!;
        var body = AvailabilityEndpoint.Describe(features.Get<IHttpRequestFeature>()!.Headers, response.Headers, shelf.AsOfHeader, shelf.Get(AvailabilityQuery.All));
        if (body is null)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var sent = features.Get<IHttpResponseBodyFeature>()!.Writer.WriteAsync(body);
        return sent.IsCompletedSuccessfully ? Task.CompletedTask : Wait(sent.AsTask());
    }

    /// <summary>What programs send; anything finer is weighed where pages are.</summary>
    private static bool WantsData(IHeaderDictionary asked) =>
        asked.Accept.Count == 0 || asked.Accept is [{ } accept] && accept is "*/*" or "application/json";

    private async Task Wait(Task sending)
    {
        Interlocked.Increment(ref underWay);
        try
        {
            await sending;
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }
}
