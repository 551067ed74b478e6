import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import type { Poller } from '../../../src/core/jobs/poller';
import type { Role } from '../../../src/core/windows/role';
import { answeredRunAt, hearOthers } from '../../../src/core/windows/hearOthers';

const asked = { notBefore: 99, failure: { kind: 'rateLimited', message: 'no' } };

describe('what other windows say of polling', () => {
  it('is taken over with the lead, and their wish for patience is heeded, in this order', () => {
    const calls: unknown[] = [];
    const poller: Pick<Poller, 'inherit' | 'heed' | 'ranElsewhere'> = {
      ranElsewhere: (at) => calls.push(['ran elsewhere', at]),
      inherit: (from) => calls.push(['inherit', from]),
      heed: (wish) => calls.push(['heed', wish]),
    };
    const role = { asked } as unknown as Role;
    const news = undefined;
    hearOthers({ role, news, takeHandover: () => ({ lastAt: 5 }) }, poller);
    hearOthers({ role, news, takeHandover: () => undefined }, poller);
    hearOthers({ role: undefined, news, takeHandover: () => undefined }, poller);
    hearOthers({ role: undefined, news: { nextAt: 7 }, takeHandover: () => undefined }, poller);
    hearOthers({ role: undefined, news: { lastAt: 6 }, takeHandover: () => undefined }, poller);
    assert.deepEqual(calls, [
      ['inherit', { lastAt: 5 }],
      ['heed', asked],
      ['heed', asked],
      ['ran elsewhere', 6],
    ]);
  });

  it('tells when a run was answered, of this window or of the one that asks for it', () => {
    const own = (state: Partial<Poller['state']>): Pick<Poller, 'state' | 'past'> => ({
      state: { running: false, manual: false, ...state },
      past: { lastAt: 7 },
    });
    assert.equal(answeredRunAt(own({}), { lastAt: 8 }), 7);
    assert.equal(answeredRunAt(own({ failure: new Failure('server', 'no') }), { lastAt: 8 }), undefined);
    assert.equal(answeredRunAt(own({ following: true }), { lastAt: 8 }), 8);
    assert.equal(answeredRunAt(own({ following: true }), { lastAt: 8, failure: asked.failure }), undefined);
    assert.equal(answeredRunAt(own({ following: true }), undefined), undefined);
  });
});
