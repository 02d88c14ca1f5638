using System.Text;
using Interlink.Core.Webhooks;
using Interlink.Functions.Webhooks;

namespace Interlink.Functions.Tests.Webhooks;

public sealed class SignatureTests
{
    // The example that the reference libraries are tested with.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);
    private static readonly BouncyEd25519 Ed25519 = new();
    private static readonly byte[] Body = """{"test": 2432232314}"""u8.ToArray();

    [Fact]
    public void The_example_of_the_reference_libraries_is_signed_as_they_sign_it()
    {
        var headers = Signature.Headers(Id, At, Body, [Parse(Secret)], Ed25519).ToDictionary();
        Assert.Equal(Id, headers["webhook-id"]);
        Assert.Equal("1614265330", headers["webhook-timestamp"]);
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", headers["webhook-signature"]);
    }

    [Fact]
    public void Each_active_secret_signs_with_blanks_between()
    {
        var signature = Signature.Headers(Id, At, Body, [SigningSecret.New(SigningKind.Ed25519, Ed25519), Parse(Secret)], Ed25519).ToDictionary()["webhook-signature"].Split(' ');
        Assert.Equal(2, signature.Length);
        Assert.StartsWith("v1a,", signature[0], StringComparison.Ordinal);
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature[1]);
    }

    [Fact]
    public void An_id_with_a_full_stop_and_a_message_without_a_secret_are_not_signed()
    {
        Assert.Throws<ArgumentException>(() => Signature.Headers("msg.1", At, Body, [Parse(Secret)], Ed25519));
        Assert.Throws<ArgumentException>(() => Signature.Headers(Id, At, Body, [], Ed25519));
    }

    [Fact]
    public void A_new_secret_has_the_form_of_the_standard_and_reads_back()
    {
        var hmac = SigningSecret.New(SigningKind.Hmac, Ed25519);
        Assert.StartsWith("whsec_", hmac.Reveal(), StringComparison.Ordinal);
        Assert.InRange(Convert.FromBase64String(hmac.Reveal()[6..]).Length, 24, 64);
        Assert.Null(hmac.PublicKey);
        var pair = SigningSecret.New(SigningKind.Ed25519, Ed25519);
        Assert.Equal(64, Convert.FromBase64String(pair.Reveal()[5..]).Length);
        Assert.Equal(32, Convert.FromBase64String(pair.PublicKey![5..]).Length);
        Assert.StartsWith("whsk_", pair.Reveal(), StringComparison.Ordinal);
        Assert.StartsWith("whpk_", pair.PublicKey, StringComparison.Ordinal);
        Assert.Equal(pair.PublicKey, Parse(pair.Reveal()).PublicKey);
        Assert.NotEqual(hmac.Reveal(), SigningSecret.New(SigningKind.Hmac, Ed25519).Reveal());
        Assert.DoesNotContain(hmac.Reveal()[6..], hmac.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64 at all !!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void What_is_no_secret_is_not_read(string text) => Assert.False(SigningSecret.TryParse(text, out _));

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_secret_has_twenty_four_to_sixty_four_bytes(int bytes, bool read) =>
        Assert.Equal(read, SigningSecret.TryParse("whsec_" + Convert.ToBase64String(Enumerable.Repeat((byte)7, bytes).ToArray()), out _));

    // RFC 8032, section 7.1.
    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void The_vectors_of_the_standard_for_ed25519_hold(string seed, string publicKey, string message, string signature)
    {
        var key = Convert.FromHexString(seed);
        Assert.Equal(publicKey, Convert.ToHexStringLower(Ed25519.PublicKey(key)));
        Assert.Equal(signature, Convert.ToHexStringLower(Ed25519.Sign(key, Convert.FromHexString(message))));
        Assert.True(Ed25519.Verify(Convert.FromHexString(publicKey), Convert.FromHexString(message), Convert.FromHexString(signature)));
        Assert.False(Ed25519.Verify(Convert.FromHexString(publicKey), Convert.FromHexString(message + "00"), Convert.FromHexString(signature)));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(299, null)]
    [InlineData(-299, null)]
    [InlineData(301, "the timestamp is more than five minutes off")]
    [InlineData(-301, "the timestamp is more than five minutes off")]
    public void A_message_is_genuine_for_five_minutes_both_ways(int offset, string? fault)
    {
        foreach (var kind in Enum.GetValues<SigningKind>())
        {
            var secret = SigningSecret.New(kind, Ed25519);
            Assert.Equal(fault, SignatureCheck.Fault(secret.PublicKey ?? secret.Reveal(), Signed(secret), Body, At.AddSeconds(offset), Ed25519));
        }
    }

    [Fact]
    public void What_was_changed_on_its_way_or_signed_by_others_is_not_genuine()
    {
        foreach (var kind in Enum.GetValues<SigningKind>())
        {
            var (secret, other) = (SigningSecret.New(kind, Ed25519), SigningSecret.New(kind, Ed25519));
            var (key, signed) = (secret.PublicKey ?? secret.Reveal(), Signed(secret));
            Assert.Equal("no signature fits", SignatureCheck.Fault(key, signed, [.. Body, (byte)' '], At, Ed25519));
            Assert.Equal("no signature fits", SignatureCheck.Fault(key, signed with { Id = "msg_other" }, Body, At, Ed25519));
            Assert.Equal("no signature fits", SignatureCheck.Fault(key, signed with { Timestamp = $"{At.ToUnixTimeSeconds() + 1}" }, Body, At, Ed25519));
            Assert.Equal("no signature fits", SignatureCheck.Fault(key, Signed(other), Body, At, Ed25519));
            Assert.Equal("no signature fits", SignatureCheck.Fault(key, signed with { Signatures = "v1,x v1a,y nonsense ,," }, Body, At, Ed25519));
            Assert.Equal("a header is missing", SignatureCheck.Fault(key, signed with { Signatures = null }, Body, At, Ed25519));
            Assert.Null(SignatureCheck.Fault(key, signed with { Signatures = $"{Signed(other).Signatures} {signed.Signatures}" }, Body, At, Ed25519));
        }
    }

    [Fact]
    public void A_message_is_the_same_bytes_at_every_attempt_in_both_framings()
    {
        var message = new WebhookMessage("msg_1", "e", "01j0", "process.created", new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero), At)
        {
            Subject = "p1",
            Data = System.Text.Json.JsonSerializer.SerializeToElement(new { process = "p1" }),
        };
        Assert.Equal("""{"type":"process.created","timestamp":"2026-03-01T08:00:00Z","data":{"process":"p1"}}""", Text(message, WebhookFraming.Standard));
        Assert.Equal(
            """{"specversion":"1.0","id":"01j0","source":"urn:interlink:varam","type":"process.created","subject":"p1","time":"2026-03-01T08:00:00Z","datacontenttype":"application/json","data":{"process":"p1"}}""",
            Text(message, WebhookFraming.Cloudevents));
        Assert.Equal(Text(message, WebhookFraming.Standard), Text(message with { Run = 4 }, WebhookFraming.Standard));
        Assert.Throws<InvalidOperationException>(() => Text(message with { Data = null }, WebhookFraming.Standard));
        Assert.Equal("application/json; charset=utf-8", WebhookBody.ContentType(WebhookFraming.Standard));
        Assert.StartsWith("application/cloudevents+json", WebhookBody.ContentType(WebhookFraming.Cloudevents), StringComparison.Ordinal);
    }

    private static string Text(WebhookMessage message, WebhookFraming framing) => Encoding.UTF8.GetString(WebhookBody.Write(message, framing, "urn:interlink:varam"));

    private static SigningSecret Parse(string text) => SigningSecret.TryParse(text, out var secret) ? secret : throw new FormatException(text);

    private static SignedHeaders Signed(SigningSecret secret)
    {
        var headers = Signature.Headers(Id, At, Body, [secret], Ed25519).ToDictionary();
        return new SignedHeaders(headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"]);
    }
}
