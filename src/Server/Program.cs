return await WaitingRoom.Server.Commands.CommandLine.Run(args);
