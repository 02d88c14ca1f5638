using Interlink.Local.Hosting;

return await Entry.Run(args);
