using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using WaitingRoom.Server.Hosting;
using WaitingRoom.Server.Keys;
using WaitingRoom.Storage;
using WaitingRoom.Support;

namespace WaitingRoom.Server.Tests.Keys;

public sealed class FormKeysTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_one_node_signed_another_takes_and_a_node_of_another_installation_does_not()
    {
        using var elsewhere = new TemporaryFolder();
        var signed = await OnANode(folder, protector => protector.Protect("form"));
        Assert.Equal("form", await OnANode(folder, protector => protector.Unprotect(signed)));
        await Assert.ThrowsAsync<CryptographicException>(() => OnANode(elsewhere, protector => protector.Unprotect(signed)));
    }

    [Fact]
    public async Task Nodes_that_begin_at_once_end_with_one_key_and_later_keys_are_added()
    {
        await using var store = await Store.OpenAsync(new StorageOptions { DataFolder = folder.Path });
        var (one, other) = (new FormKeys(store.Documents), new FormKeys(store.Documents));
        Assert.Empty(one.GetAllElements());
        Assert.Empty(other.GetAllElements());
        one.StoreElement(new XElement("key", "first"), "");
        other.StoreElement(new XElement("key", "too late"), "");
        Assert.Equal(["first"], other.GetAllElements().Select(key => key.Value));

        other.StoreElement(new XElement("key", "next <month>"), "");
        Assert.Equal(["first", "next <month>"], one.GetAllElements().Select(key => key.Value));
    }

    private static async Task<string> OnANode(TemporaryFolder data, Func<IDataProtector, string> use)
    {
        await using var store = await Store.OpenAsync(new StorageOptions { DataFolder = data.Path });
        await using var app = WaitingRoomServer.Build(new ServeRequest(FreePort.Next(), Demo: false, new Dictionary<string, string?>()), store);
        return use(app.Services.GetDataProtector("forms"));
    }
}
