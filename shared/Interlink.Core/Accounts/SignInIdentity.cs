using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Interlink.Core.Accounts;

/// <summary>Who somebody is to an identity provider in front of the platform. Says nothing of tenants or rights.</summary>
/// <param name="Provider">The provider's name in the platform's configuration.</param>
/// <param name="Id">The provider's stable id of the person.</param>
public sealed record SignInIdentity(string Provider, string Id)
{
    /// <summary>A document id that stands for the identity; says nothing about it to who reads ids only.</summary>
    [JsonIgnore]
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Provider}\n{Id}")));
}

/// <summary>An account of an identity.</summary>
public sealed record Membership(Kernel.TenantId Tenant, string Subject);
