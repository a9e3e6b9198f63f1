using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>Which customer a row of a file is about.</summary>
internal abstract record Named
{
    private Named() { }

    internal sealed record One(string CustomerId) : Named;

    internal sealed record Several : Named;

    internal sealed record Nobody : Named;
}

/// <summary>
/// The customers of a tenant by id and name, while a file is moved in. First the name as it stands counts, then names and aliases
/// that are the same but for script, case, signs and legal form. Holds hashes of 64 bits, not names: some 15 MB for 100,000.
/// </summary>
internal sealed class CustomerMap
{
    private const string SeveralIds = "";

    private readonly Lock gate = new();
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, string> exact = [];
    private readonly Dictionary<ulong, string> alike = [];

    public static async Task<CustomerMap> LoadAsync(NameLog names, string tenant, CancellationToken ct)
    {
        var map = new CustomerMap();
        await foreach (var one in names.AllAsync(tenant, ct))
        {
            map.Add(one.CustomerId, one.Name!.Name, one.Name.Aliases);
        }

        return map;
    }

    public void Add(string customerId, string name, IEnumerable<string> aliases)
    {
        lock (gate)
        {
            ids.Add(customerId);
            Add(exact, Hash(name), customerId);
            foreach (var key in aliases.Prepend(name).Select(SameName.Key).Where(k => k.Length > 0).Distinct(StringComparer.Ordinal))
            {
                Add(alike, Hash(key), customerId);
            }
        }
    }

    /// <summary>An id that this tenant has decides; one of elsewhere does not.</summary>
    public Named Find(CustomerSaid said)
    {
        lock (gate)
        {
            if (said.Id is { } id && ids.Contains(id))
            {
                return new Named.One(id);
            }

            var found = exact.GetValueOrDefault(Hash(said.Name)) ?? (SameName.Key(said.Name) is { Length: > 0 } key ? alike.GetValueOrDefault(Hash(key)) : null);
            return found is null ? new Named.Nobody() : found == SeveralIds ? new Named.Several() : new Named.One(found);
        }
    }

    private static void Add(Dictionary<ulong, string> by, ulong name, string customerId)
    {
        if (!by.TryAdd(name, customerId) && by[name] != customerId)
        {
            by[name] = SeveralIds;
        }
    }

    private static ulong Hash(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
