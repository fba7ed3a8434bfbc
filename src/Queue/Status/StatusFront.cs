using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WaitingRoom.Queue.Rooms;
using WaitingRoom.Web.Front;

namespace WaitingRoom.Queue.Status;

/// <summary>
/// Answers the status document before the application knows of a request: it is nearly all that a waiting crowd asks for. It is counted by itself (<see cref="OpenRoom.StatusAnswers"/>).
/// </summary>
internal sealed class StatusFront(OpenRooms rooms) : IFrontAnswer
{
    public object? Find(IHttpRequestFeature request)
    {
        if (!HttpMethods.IsGet(request.Method) || !StatusPath.TryRead(request.Path, out var name) || !rooms.TryFind(name, out var room) || room.Status is not { } status
            || StatusEndpoint.WantsStream(request.Headers))
        {
            return null;
        }

        room.CountStatusAnswer();
        return status;
    }

    public Task Give(IFeatureCollection features, object found)
    {
        var status = (StatusDocument)found;
        var response = features.Get<IHttpResponseFeature>()!;
        if (StatusEndpoint.Describe(features.Get<IHttpRequestFeature>()!.Headers, response.Headers, status))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            // The server sends it when this call ends: one write, nothing to wait for.
            BuffersExtensions.Write(features.Get<IHttpResponseBodyFeature>()!.Writer, status.Body.Span);
        }

        return Task.CompletedTask;
    }
}
