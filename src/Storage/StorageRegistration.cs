using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrmBot.Storage;

public static class StorageRegistration
{
    /// <summary>
    /// The stores. Needs an <see cref="ITables"/>, the machine's <see cref="TimeProvider"/> (unkeyed) and a
    /// <see cref="Domain.IIds"/>; an <see cref="IDueSignal"/>, an <see cref="INameSignal"/> and an <see cref="IStepSignal"/>
    /// registered before or after are heard.
    /// </summary>
    public static IServiceCollection AddStores(this IServiceCollection services)
    {
        services.TryAddSingleton<IDueSignal, NoDueSignal>();
        services.AddSingleton<CustomerStore>();
        services.AddSingleton<TagStore>();
        services.AddSingleton<IndexStore>();
        services.AddSingleton<NameLog>();
        services.AddSingleton<DeedStore>();
        services.AddSingleton<RecordStore>();
        services.AddSingleton<HistoryStore>();
        services.AddSingleton<RecordSweep>();
        services.AddSingleton<FileStore>();
        services.AddSingleton<AuditStore>();
        services.AddSingleton<PeopleStore>();
        services.AddSingleton<OwnStepStore>();
        services.AddSingleton<PromptMoves>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<GroupStore>();
        services.AddSingleton<PromptStore>();
        services.AddSingleton<ReachStore>();
        services.AddSingleton<DueStore>();
        services.AddSingleton<LeaseStore>();
        services.AddSingleton<GivenUpStore>();
        services.AddSingleton<SysStore>();
        services.AddSingleton<FieldStore>();
        services.AddSingleton<InboxStore>();
        services.AddSingleton<JobStore>();
        services.AddSingleton<Erasure>();
        services.AddSingleton<Merging>();
        services.AddSingleton<EraseSweep>();
        services.AddSingleton<PersonErasure>();
        services.AddSingleton<PersonSweep>();
        services.AddSingleton<Retention>();
        services.AddSingleton<Sweep>();
        services.AddSingleton<Relay>();
        services.AddSingleton<ShadowRebuild>();
        return services;
    }
}
