using Interlink.Storage.Tests.Local;
using Xunit.Runner.InProc.SystemConsole;

return args is [CommitUntilKilled.Verb, var folder]
    ? await CommitUntilKilled.Run(folder)
    : await ConsoleRunner.Run(args);
