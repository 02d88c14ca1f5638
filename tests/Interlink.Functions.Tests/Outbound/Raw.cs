using System.Net;
using System.Net.Sockets;

namespace Interlink.Functions.Tests.Outbound;

/// <summary>A server that says exactly what a test wants.</summary>
internal sealed class Raw : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public static Task<Raw> Start(Func<NetworkStream, Task> serve)
    {
        var raw = new Raw();
        raw._listener.Start();
        _ = raw.Serve(serve);
        return Task.FromResult(raw);
    }

    public ValueTask DisposeAsync()
    {
        _listener.Stop();
        return ValueTask.CompletedTask;
    }

    private async Task Serve(Func<NetworkStream, Task> serve)
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
                _ = One(new NetworkStream(socket, ownsSocket: true), serve);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            return; // The test is over.
        }
    }

    private static async Task One(NetworkStream stream, Func<NetworkStream, Task> serve)
    {
        try
        {
            await serve(stream);

            // Closed only when the other side has sent what it had: a reset would take the answer back.
            stream.Socket.Shutdown(SocketShutdown.Send);
            var rest = new byte[4096];
            for (var read = -1; read != 0;)
            {
                read = await stream.ReadAsync(rest, TestContext.Current.CancellationToken);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            return; // The other side has hung up, as it should.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }
}
