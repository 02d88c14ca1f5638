using Interlink.Core.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Interlink.Functions.Events;

internal static class EventServices
{
    internal static IServiceCollection AddEvents(this IServiceCollection services) => services.AddSingleton<OutboxDispatch>().AddSingleton<EventLog>().AddSingleton<EventReader>();
}
