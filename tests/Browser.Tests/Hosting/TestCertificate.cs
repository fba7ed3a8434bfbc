using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WaitingRoom.Support;

namespace WaitingRoom.Browser.Tests.Hosting;

/// <summary>A certificate that signed itself, as files; made for one run of the tests and gone with it.</summary>
internal sealed class TestCertificate : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly X509Certificate2 certificate;

    public TestCertificate(params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + names[0], key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternatives.Build());
        var now = TimeProvider.System.GetUtcNow();
        certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Path, certificate.ExportCertificatePem());
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
    }

    public string Path => folder.File("certificate.pem");

    public string KeyPath => folder.File("key.pem");

    /// <summary>A client that believes this certificate and no other.</summary>
    public HttpClient NewClient() => new(new SocketsHttpHandler
    {
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck },
        },
    });

    public void Dispose()
    {
        certificate.Dispose();
        folder.Dispose();
    }
}
