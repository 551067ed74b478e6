import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasNewGuests, leaderOf, roleOf, type Role } from '../../../src/core/windows/role';
import { readWish } from '../../../src/core/windows/wish';
import { plainFacts, shared, wish } from './windowWorld';

describe('the role of a window', () => {
  const leads = (...wishes: Parameters<typeof leaderOf>[0]): string | undefined => leaderOf(wishes)?.id;

  it('is to lead for the oldest one, unless another leads already or has the focus', () => {
    const young = wish('young', { startedAt: 2 });
    const old = wish('old');
    assert.equal(leads(young, old), 'old');
    assert.equal(leads({ ...young, leads: true }, old), 'young');
    assert.equal(leads({ ...young, leads: true }, { ...old, focused: true }), 'old');
    assert.equal(leads({ ...young, leads: true, focused: true }, { ...old, focused: true }), 'young');
    assert.equal(leads(wish('b'), wish('a')), 'a');
  });

  it('is to lead for no window without a key or with polling off', () => {
    const noKey = wish('a', { hasKey: false, focused: true, leads: true });
    const off = wish('b', { enabled: false, focused: true, leads: true });
    assert.equal(leads(noKey, off), undefined);
    assert.equal(leads(noKey, off, wish('c', { startedAt: 9 })), 'c');
  });

  it('is to stay alone with polling off, without a profile to share, or when the others have another profile', () => {
    const leader = wish('leader', { labels: ['x'], leads: true });
    for (const part of [{ enabled: false }, { profile: undefined }, { profile: 'another' }]) {
      const own = wish('own', { startedAt: 2, ...part });
      const { leads: isLeading, guests, followers, leader: other } = roleOf(own, [leader]);
      assert.deepEqual([isLeading, guests, followers, other], [true, { labels: [], jobIds: [] }, 0, undefined]);
      assert.deepEqual(roleOf(leader, [own]).followers, 0);
    }
  });

  it('joins what the others track and are attentive to, each label once and none of its own', () => {
    const pace = { quickest: 1000, slowest: 60_000, hidden: 0 };
    const own = wish('own', { labels: ['a', 'b'], jobIds: ['1'], leads: true });
    const others = [
      wish('x', { labels: ['b', 'c'], jobIds: ['2'], startedAt: 2, pace }),
      wish('y', { labels: ['c'], jobIds: ['1', '2'], startedAt: 3, visible: true, hasKey: false }),
    ];
    const role = roleOf(own, others);
    assert.deepEqual([role.guests, role.followers], [{ labels: ['c'], jobIds: ['2'] }, 2]);
    assert.deepEqual(role.attention, {
      ...{ enabled: true, visible: true, focused: false },
      pace: { quickest: 1000, slowest: 15_000, hidden: 300_000 },
    });
  });

  it('calls the view watched only where it is shown in the window that has the focus', () => {
    const own = wish('own', { focused: true });
    const other = wish('other', { startedAt: 2, visible: true });
    const { visible, focused } = roleOf(own, [other]).attention;
    assert.deepEqual([visible, focused], [false, true]);
    assert.equal(roleOf({ ...own, visible: true }, [other]).attention.visible, true);
  });

  it('has something new to ask for others only where it led before', () => {
    const leads = (labels: readonly string[], jobIds: readonly string[] = []): Role => ({
      ...{ leads: true, followers: 1, guests: { labels, jobIds } },
      attention: { enabled: true, visible: false, focused: false, pace: plainFacts.pace },
    });
    const before = leads(['a'], ['1']);
    const isNew = (after: Role, was = before): boolean => hasNewGuests(was, after);
    assert.deepEqual(
      [leads(['a', 'b'], ['1']), leads(['a'], ['2', '1'])].map((after) => isNew(after)),
      [true, true],
    );
    assert.deepEqual(
      [before, leads([])].map((after) => isNew(after)),
      [false, false],
    );
    assert.equal(isNew(leads(['b']), { ...before, leads: false }), false);
    assert.equal(isNew({ ...leads(['b']), leads: false }), false);
  });

  it('is the same in the eyes of every window', () => {
    const flag = fc.boolean();
    const part = fc.record({ focused: flag, leads: flag, hasKey: flag, enabled: flag, startedAt: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const wishes = parts.map((one, index) => wish(`w${index}`, one));
        const roles = wishes.map((own) =>
          roleOf(
            own,
            wishes.filter((other) => other !== own),
          ),
        );
        const able = wishes.filter(({ hasKey, enabled }) => hasKey && enabled);
        const leading = wishes.filter((own, index) => able.includes(own) && roles[index]?.leads);
        assert.equal(leading.length, Math.min(able.length, 1));
        for (const { leader } of roles) assert.ok(!leader || leader.id === leading[0]?.id);
      }),
    );
  });
});

describe('the file of a wish', () => {
  it('reads back what was written, and holds nothing else', () => {
    const full = wish('a', { labels: ['__proto__'], asks: [{ id: 'x', scope: { kind: 'label', label: 'l' } }] });
    assert.deepEqual(readWish(JSON.stringify(full)), full);
    assert.equal(full.profile, shared);
  });

  it('is no wish when anything is missing or of another kind, and never throws', () => {
    const full = wish('a', { asks: [{ id: 'x', scope: { kind: 'all' } }], poll: { nextAt: 1 } });
    for (const key of Object.keys(full)) {
      assert.equal(readWish(JSON.stringify({ ...full, [key]: null })), undefined, key);
      const isOptional = key === 'poll' || key === 'profile';
      assert.equal(readWish(JSON.stringify({ ...full, [key]: undefined })) !== undefined, isOptional, key);
    }
    assert.equal(readWish(JSON.stringify({ ...full, asks: [{ id: 'x', scope: { kind: 'label' } }] })), undefined);
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readWish(text)));
  });
});
