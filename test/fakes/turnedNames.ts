import dns from 'node:dns';

/** From now on every name has this address for who connects; the answer puts the real look-up back. */
export function nameTurnsTo(address: string): () => void {
  const { lookup } = dns;
  type Found = (error: null, found: string | readonly dns.LookupAddress[], family?: number) => void;
  const turned = (_name: string, options: dns.LookupOptions, found: Found): void =>
    void setImmediate(() => (options.all ? found(null, [{ address, family: 4 }]) : found(null, address, 4)));
  Object.assign(dns, { lookup: turned });
  return () => void Object.assign(dns, { lookup });
}
