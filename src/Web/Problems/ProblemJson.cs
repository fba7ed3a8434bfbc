using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace WaitingRoom.Web.Problems;

/// <summary>Writes the JSON document by hand: problems are what a server under load answers most.</summary>
internal static class ProblemJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private static readonly string[] Reserved = ["type", "title", "status", "detail"];

    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.ContentType = "application/problem+json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter, Options);
        writer.WriteStartObject();
        writer.WriteString("type"u8, problem.Type);
        writer.WriteString("title"u8, problem.Title.ToString());
        writer.WriteNumber("status"u8, problem.Status);
        if (problem.Detail is { } detail)
        {
            writer.WriteString("detail"u8, detail.ToString());
        }

        foreach (var (name, value) in problem.Extras ?? [])
        {
            if (Reserved.Contains(name))
            {
                continue;
            }

            writer.WritePropertyName(name);
            if (value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }
}
