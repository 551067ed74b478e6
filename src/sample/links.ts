import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Image links that look and end like signed links: good for one file, for a while, from this server only. */
export class Links {
  private readonly secret = randomBytes(32);

  constructor(
    private readonly now: () => number,
    private readonly ttlMs: number,
  ) {}

  /** @returns path and query, with the end of its life in the signature */
  sign(file: string): string {
    const expires = Math.round(this.now() + this.ttlMs).toString(36);
    return `/images/${encodeURIComponent(file)}?sig=${expires}.${this.seal(file, expires)}`;
  }

  /** Whether this signature was made for this file and has not expired. */
  isGood(file: string, signature: string): boolean {
    const [expires = '', seal = ''] = signature.split('.');
    const expected = Buffer.from(this.seal(file, expires));
    const given = Buffer.from(seal);
    const isOurs = expected.length === given.length && timingSafeEqual(expected, given);
    return isOurs && this.now() < Number.parseInt(expires, 36);
  }

  private seal(file: string, expires: string): string {
    return createHmac('sha256', this.secret).update(`${file}\n${expires}`).digest('base64url');
  }
}
