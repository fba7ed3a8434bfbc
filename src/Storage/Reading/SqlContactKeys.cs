using WaitingRoom.Grains.Ledger;

namespace WaitingRoom.Storage.Reading;

internal sealed class SqlContactKeys(Engine engine) : IContactKeys
{
    public ValueTask<int> DestroyAll(CancellationToken cancellation = default) => engine.Shred("contact_keys", cancellation);
}
