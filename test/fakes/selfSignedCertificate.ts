/** What a TLS server shows of itself, PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Of all the certificates here; it protects nothing. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgoWjwoywcXeclMcRR
u9joyW7xWKhgcoqzV/kbSYBPe1GhRANCAASJeiirKUu56fYsm14EMKgetYLKIcm9
B4TZARyXhZkfuTmZcnta0bUtIyEH7rET0W9zRyE23FnIDa3ARk0c+pQA
-----END PRIVATE KEY-----`;

/** A certificate that nobody signed but itself, good for localhost until 2126. */
export const selfSigned: Certificate = {
  key,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUROKmrtW3bawEj3vM7bWEy1OP5dAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzIwMzY1M1oYDzIxMjYxMDMw
MjAzNjUzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASJeiirKUu56fYsm14EMKgetYLKIcm9B4TZARyXhZkfuTmZcnta0bUt
IyEH7rET0W9zRyE23FnIDa3ARk0c+pQAo28wbTAdBgNVHQ4EFgQUJfrCUZ1lZw+E
P0ZRaL33PZzZ0SIwHwYDVR0jBBgwFoAUJfrCUZ1lZw+EP0ZRaL33PZzZ0SIwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhANYsBMi5ye61SHtoeAA01b5ECojYtCbnyuEyBmt71xPuAiAo
75BWk/HQpRuIlTwh7GFIxTE5X0z3UoIwMQAon1LNZA==
-----END CERTIFICATE-----`,
};

/** The same, but over since 2021: to be named so, it must be trusted. */
export const expired: Certificate = {
  key,
  cert: `-----BEGIN CERTIFICATE-----
MIIBZDCCAQugAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
c3QwHhcNMjAwMTAxMDAwMDAwWhcNMjEwMTAxMDAwMDAwWjAUMRIwEAYDVQQDDAls
b2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASJeiirKUu56fYsm14E
MKgetYLKIcm9B4TZARyXhZkfuTmZcnta0bUtIyEH7rET0W9zRyE23FnIDa3ARk0c
+pQAo04wTDAPBgNVHRMBAf8EBTADAQH/MBoGA1UdEQQTMBGCCWxvY2FsaG9zdIcE
fwAAATAdBgNVHQ4EFgQUJfrCUZ1lZw+EP0ZRaL33PZzZ0SIwCgYIKoZIzj0EAwID
RwAwRAIgEdk3VqrFouc/e2OmQWK7WpQgQMezUZPoyVpYJv2vKOcCIF2DS1Fdsvaz
fLOWNWNnqP3CmZu8QwXPXX66931e4xZy
-----END CERTIFICATE-----`,
};

/** The same, good until 2126, but for other.example. */
export const ofOtherHost: Certificate = {
  key,
  cert: `-----BEGIN CERTIFICATE-----
MIIBbTCCAROgAwIBAgIBAjAKBggqhkjOPQQDAjAYMRYwFAYDVQQDDA1vdGhlci5l
eGFtcGxlMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjYwMTAxMDAwMDAwWjAYMRYwFAYD
VQQDDA1vdGhlci5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEiXoo
qylLuen2LJteBDCoHrWCyiHJvQeE2QEcl4WZH7k5mXJ7WtG1LSMhB+6xE9Fvc0ch
NtxZyA2twEZNHPqUAKNMMEowDwYDVR0TAQH/BAUwAwEB/zAYBgNVHREEETAPgg1v
dGhlci5leGFtcGxlMB0GA1UdDgQWBBQl+sJRnWVnD4Q/RlFovfc9nNnRIjAKBggq
hkjOPQQDAgNIADBFAiEAgQAmYmu8I71hoU7nCVl2g6201eZ7d8pzINxVVsbTiC8C
IHdwPOkWYYmxueEndqkxYoyWUN7PDGci5pIktpCpvfYQ
-----END CERTIFICATE-----`,
};
