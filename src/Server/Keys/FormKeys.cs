using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using WaitingRoom.Grains.Documents;

namespace WaitingRoom.Server.Keys;

/// <summary>
/// The keys under which forms are signed against other sites (antiforgery), as one document that all nodes share: a form that one node wrote is taken by any other, also after the
/// first has died or its file system is gone.
/// </summary>
internal sealed partial class FormKeys(IDocuments documents) : IXmlRepository
{
    public const string DocumentName = "keys/forms";

    private volatile bool sawNone;

    /// <summary>Called once at the first form and then every day; synchronous, because the framework's port is.</summary>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var stored = Read();
        sawNone = stored is null;
        return [.. Elements(stored).Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        while (true)
        {
            var stored = Read();
            if (stored is not null && sawNone)
            {
                // Several nodes began at once and each made a first key. One of them was quicker, and its key is everybody's.
                sawNone = false;
                return;
            }

            string[] all = [.. Elements(stored), element.ToString(SaveOptions.DisableFormatting)];
            var written = documents.Put(DocumentName, stored?.Version ?? 0, JsonSerializer.SerializeToUtf8Bytes(all, FormKeysJson.Default.StringArray));
            if (written.AsTask().GetAwaiter().GetResult())
            {
                sawNone = false;
                return;
            }
        }
    }

    private static string[] Elements(Document? stored) => stored is null ? [] : JsonSerializer.Deserialize(stored.Body.Span, FormKeysJson.Default.StringArray)!;

    private Document? Read() => documents.Get(DocumentName).AsTask().GetAwaiter().GetResult();

    /// <summary>A document is JSON: the framework's XML, element by element.</summary>
    [JsonSerializable(typeof(string[]))]
    private sealed partial class FormKeysJson : JsonSerializerContext;
}
