namespace WaitingRoom.Storage.Migrations;

/// <summary>The database's schema is not one that this program may work on; the text says why and what to do.</summary>
public sealed class SchemaException : Exception
{
    public SchemaException()
        : base("The database's schema does not fit this program.")
    {
    }

    public SchemaException(string message)
        : base(message)
    {
    }

    public SchemaException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
