return await WaitingRoom.Chaos.ChaosCommand.Create().Parse(args).InvokeAsync();
