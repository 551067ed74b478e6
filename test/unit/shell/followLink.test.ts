import assert from 'node:assert/strict';
import { Failure } from '../../../src/core/api/failure';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { english as t } from '../../../src/core/translate';
import { followLink, type LinkHost } from '../../../src/vscode/followLink';
import { FakeClock, settle } from '../../fakes/fakeClock';
import { job, labelAnswer } from '../../fakes/jobs';

/** A window of the profile A, where B can be chosen; what is asked is answered by the test. */
function world() {
  const clock = new FakeClock();
  const store = new JobStore(() => clock.now());
  const names = ['A', 'B'];
  const session = { profile: { name: 'A' }, keyState: 'signedIn', isStarting: false };
  const said: string[] = [];
  const did: string[] = [];
  let answer: (title?: string) => void = () => assert.fail('Nothing was asked.');
  const inform = (message: string, title?: string): Promise<string | undefined> => {
    said.push(message);
    return new Promise((resolve) => {
      answer = (given = title) => resolve(given);
    });
  };
  const host = {
    ...{ clock, store, session, t, inform },
    warn: (message: string) => (said.push(message), Promise.resolve(undefined)),
    tracked: { trackJob: (id: string) => (did.push(`track ${id} in ${session.profile.name}`), Promise.resolve()) },
    profiles: {
      list: () => names.map((name) => ({ name })),
      choose: (name: string) => {
        session.profile = { name };
        store.reset();
        store.track(['lot'], []);
        return Promise.resolve();
      },
    },
    goToJob: (id: string) => (did.push(`show ${id}`), Promise.resolve()),
    busy: async (work: () => Promise<void>) => {
      did.push('busy');
      await work();
    },
  } as unknown as LinkHost;
  const say = async (title?: string): Promise<void> => {
    answer(title);
    await settle();
  };
  const tell = async (...ids: string[]): Promise<void> => {
    store.apply({ labels: new Map([['lot', labelAnswer(ids.map((id) => job(id)))]]) });
    await settle();
  };
  return { clock, store, names, session, said, did, host, say, tell };
}

const offered = (profile: string): string => `A link names the job j-1. Track it with the profile ${profile}?`;
const switching = 'A link names the job j-1 of the profile B. Switch this window to that profile?';
const changed = 'Another profile is in use now. Open the link again.';

describe('fault 86: following a link', () => {
  it('fault 86: tracks a job only with the profile that the question named', async () => {
    const { host, said, did, say, session } = world();
    void followLink(host, { jobId: 'j-1' });
    await settle();
    session.profile = { name: 'B' };
    await say();
    assert.deepEqual([said, did], [[offered('A'), changed], []]);
    void followLink(host, { jobId: 'j-1' });
    await settle();
    await say();
    assert.deepEqual([said.slice(2), did], [[offered('B')], ['track j-1 in B']]);
  });

  it('shows a job that is tracked once its profile is taken up, and does not call it untracked before', async () => {
    const { host, said, did, say, tell } = world();
    void followLink(host, { jobId: 'j-1', profile: 'B' });
    await settle();
    await say();
    assert.deepEqual([said, did], [[switching], ['busy']]);
    await tell('j-0', 'j-1');
    assert.deepEqual([said, did], [[switching], ['busy', 'show j-1']]);
  });

  it('offers to track a job that an answer does not hold, nor a failure, nor eight seconds', async () => {
    const ends: readonly ((of: ReturnType<typeof world>) => unknown)[] = [
      ({ tell }) => tell('j-0'),
      ({ store }) => store.apply({ labels: new Map([['lot', new Failure('offline', 'Down.')]]) }),
      ({ clock }) => clock.advance(8000),
    ];
    for (const end of ends) {
      const of = world();
      void followLink(of.host, { jobId: 'j-1', profile: 'B' });
      await settle();
      await of.say();
      await of.clock.advance(7999);
      assert.deepEqual(of.said, [switching]);
      await end(of);
      await settle();
      assert.deepEqual([of.said, of.clock.pending], [[switching, offered('B')], 0]);
    }
  });

  it('waits for the sample jobs, whose labels are not there before their server is', async () => {
    const { host, said, did, session, store, tell } = world();
    session.isStarting = true;
    void followLink(host, { jobId: 'j-1' });
    await settle();
    session.isStarting = false;
    store.track(['lot'], []);
    await settle();
    assert.deepEqual([said, did], [[], ['busy']]);
    await tell('j-1');
    assert.deepEqual([said, did], [[], ['busy', 'show j-1']]);
  });

  it('waits for no answer while nobody is signed in', async () => {
    const { host, said, did, session, store } = world();
    store.track(['lot'], []);
    session.keyState = 'signedOut';
    void followLink(host, { jobId: 'j-1' });
    await settle();
    assert.deepEqual([said, did], [[offered('A')], []]);
  });

  it('switches to no profile that was removed before the answer, and to none while jobs are waited for', async () => {
    const { host, said, did, say, names } = world();
    void followLink(host, { jobId: 'j-1', profile: 'B' });
    await settle();
    names.pop();
    await say();
    assert.deepEqual([said, did], [[switching, 'A link names the job j-1 of the profile B, which is not here.'], []]);
    const other = world();
    void followLink(other.host, { jobId: 'j-1', profile: 'B' });
    await settle();
    await other.say();
    await other.host.profiles.choose('A');
    await other.tell('j-1');
    assert.deepEqual([other.said, other.did], [[switching, changed], ['busy']]);
  });
});
