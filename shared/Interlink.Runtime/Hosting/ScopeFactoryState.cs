using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Runtime.Hosting;

/// <summary>Tells a function's own failure from that of a host which is being taken apart around it.</summary>
internal static class ScopeFactoryState
{
    /// <summary>Whether the container is gone: the host was disposed of without being stopped. What fails then says nothing of the function that
    /// failed, must not be kept as its result, and is run again after the next start.</summary>
    public static bool IsGone(this IServiceScopeFactory scopes)
    {
        try
        {
            using var scope = scopes.CreateScope();
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
