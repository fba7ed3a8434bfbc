using WaitingRoom.Storage.Tests.Crashes;

return args is [SqliteWriterProcess.Command, var folder] ? await SqliteWriterProcess.RunAsync(folder) : 1;
