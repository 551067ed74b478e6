/**
 * A number in [0, 1) that depends on nothing but its arguments: a job's whole life can be asked at any time, in any
 * order, without keeping it.
 *
 * @param salt tells apart the different things drawn for one job
 */
export function chance(seed: number, index: number, salt: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  hash = mix(hash ^ Math.imul(index + 1, 0xc2b2ae35));
  hash = mix(hash ^ Math.imul(salt + 1, 0x27d4eb2f));
  return hash / 2 ** 32;
}

/** The finaliser of MurmurHash3: each input bit changes half of the output bits. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
