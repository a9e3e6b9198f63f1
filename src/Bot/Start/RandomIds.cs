using System.Security.Cryptography;
using CrmBot.Domain;

namespace CrmBot.Bot.Start;

/// <summary>Ids from the machine's source of randomness.</summary>
internal sealed class RandomIds : IIds
{
    public string New() => Ids.Text(RandomNumberGenerator.GetBytes(10));
}
