/**
 * Whether a host name or a literal address belongs to this machine or a private network: where a server's link has no
 * business (faults, "Two policies"). An IPv6 literal may stand in brackets.
 */
export function isPrivateHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost') || name.endsWith('.local')) return true;
  const four = parseFour(name);
  if (four !== undefined) return isPrivateFour(four);
  return name.includes(':') && isPrivateSix(name);
}

/** This machine itself. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** First and last blocks of IPv4 that are not on the public internet. */
const privateFour: readonly (readonly [from: string, to: string])[] = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['224.0.0.0', '255.255.255.255'],
];

function isPrivateFour(address: number): boolean {
  return privateFour.some(([from, to]) => address >= (parseFour(from) ?? 0) && address <= (parseFour(to) ?? 0));
}

function parseFour(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!match) return undefined;
  return match.slice(1).reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Unspecified, loopback, unique local, link local, multicast; and IPv4 in its three disguises, by the IPv4 inside. */
function isPrivateSix(text: string): boolean {
  const groups = expandSix(text);
  if (!groups) return true;
  const [first = 0, second = 0, third = 0] = groups;
  const last = (groups[6] ?? 0) * 65_536 + (groups[7] ?? 0);
  if (groups.slice(0, 5).every((group) => group === 0)) return groups[5] !== 0xffff || isPrivateFour(last);
  if (first === 0x64 && second === 0xff9b) return isPrivateFour(last);
  if (first === 0x2002) return isPrivateFour(second * 65_536 + third);
  return (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80 || (first & 0xff00) === 0xff00;
}

/** The eight groups of an IPv6 address; undefined for what is none. */
function expandSix(text: string): number[] | undefined {
  const plain = (text.split('%')[0] ?? '').replace(/\d+\.\d+\.\d+\.\d+$/, (four) => {
    const address = parseFour(four) ?? 0;
    return `${Math.floor(address / 65_536).toString(16)}:${(address % 65_536).toString(16)}`;
  });
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(gap).fill('0'), ...right].map((group) => parseInt(group, 16));
  return groups.length === 8 && groups.every((group) => group >= 0 && group <= 0xffff) ? groups : undefined;
}
