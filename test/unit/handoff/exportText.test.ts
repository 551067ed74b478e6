import assert from 'node:assert/strict';
import { Readings } from '../../../src/core/images/readings';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { english as t } from '../../../src/core/translate';
import { exportText, type ExportFormat } from '../../../src/vscode/exportText';
import { FakeClock } from '../../fakes/fakeClock';
import { job, jobAnswer, labelAnswer } from '../../fakes/jobs';

const crop = { x: 0.1, y: 0.2, width: 0.3, height: 0.4 };

/** A window with one job of two labels, under the second of which it is chosen. */
function world() {
  const clock = new FakeClock();
  const store = new JobStore(() => clock.now());
  store.track(['first', 'second'], []);
  const told = job('j-1', 'completed', ['first', 'second']);
  store.apply({ labels: new Map([['second', labelAnswer([told])]]) });
  const asked: string[] = [];
  const clientOf = (profile: string) => ({
    job: () => {
      asked.push(profile);
      return Promise.resolve(jobAnswer(told, { results: [{ imageUrl: 'https://s3.example/a.png', crop }] }));
    },
  });
  const session = { profile: { name: 'A', kind: 'remote' }, api: clientOf('A') };
  const kept = new Map<string, unknown>();
  const memento = {
    get: (name: string) => kept.get(name),
    update: (name: string, value: unknown) => (kept.set(name, value), Promise.resolve()),
  };
  const header = { format: 'png', mimeType: 'image/png', size: { width: 30, height: 40 } };
  const image = { bytes: new Uint8Array([1]), header };
  const pictures = {
    load: () => Promise.resolve({ loadImage: () => Promise.resolve({ kind: 'image', image }) }),
  };
  const services = { clock, store, session, pictures, viewer: { memento } };
  const switchProfile = (): void => {
    Object.assign(session, { profile: { name: 'B', kind: 'remote' }, api: clientOf('B') });
  };
  /** Exports, with this happening while a dialog is open. */
  const run = async (format: ExportFormat, happens: () => void = () => undefined) => {
    const places: string[] = [];
    const made = await exportText(
      services as unknown as Parameters<typeof exportText>[0],
      [{ jobId: 'j-1', label: 'second' }],
      {
        ...{ t, language: 'en', warn: (message: string) => assert.fail(message) },
        pickFormat: () => (happens(), Promise.resolve(format)),
        askPlace: (_, profile) => (places.push(profile), Promise.resolve('here')),
        run: ({ work }) => work(new AbortController().signal, () => undefined),
      },
    );
    return { text: made?.text ?? '', places };
  };
  return { asked, memento, run, services, switchProfile };
}

describe('what is exported', () => {
  it('is asked of the profile whose jobs were chosen, though another one is chosen in the meantime', async () => {
    const { asked, run, switchProfile } = world();
    const { text, places } = await run('html', switchProfile);
    assert.deepEqual([asked, places], [['A'], ['A']]);
    assert.match(text, /<h1>[^<]*A/);
    assert.doesNotMatch(text, /<h1>[^<]*B/);
  });

  it('names the profile whose jobs were chosen', async () => {
    const { run, switchProfile } = world();
    assert.match((await run('json', switchProfile)).text, /"profile": "A"/);
  });

  it('of many jobs is made in parts, each of whose turns leaves others theirs, and reads as one', async () => {
    const store = new JobStore(() => 0);
    store.track(['lot'], []);
    const many = Array.from({ length: 12_345 }, (_, index) => job(`"job\n\u2028${index}"`, 'failed'));
    store.apply({ labels: new Map([['lot', labelAnswer(many)]]) });
    const chosen = many.map(({ id }) => ({ jobId: id, label: 'lot' }));
    const exported = async (format: ExportFormat): Promise<{ text: string; steps: number; turns: number }> => {
      let [steps, turns, isOver, now] = [0, 0, false, 0];
      const others = setInterval(() => turns++);
      const services = { ...world().services, store, clock: { now: () => (now += 1) } };
      const made = await exportText(services as unknown as Parameters<typeof exportText>[0], chosen, {
        ...{ t, language: 'en', warn: (message: string) => assert.fail(message) },
        pickFormat: () => Promise.resolve(format),
        askPlace: () => Promise.resolve('here'),
        run: async ({ total, work }) => {
          const result = await work(new AbortController().signal, () => steps++);
          isOver = steps === total;
          return result;
        },
      });
      clearInterval(others);
      assert.ok(isOver, 'the progress ends at its end');
      return { text: made?.text ?? '', steps, turns };
    };
    const json = await exported('json');
    const read = JSON.parse(json.text) as { jobs: { id: string }[] };
    assert.deepEqual(
      read.jobs.map(({ id }) => id),
      many.map(({ id }) => id),
    );
    assert.equal(json.text, `${JSON.stringify(read, null, 2)}\n`);
    assert.ok(json.turns > 10, `${json.turns} turns`);
    const csv = await exported('csv');
    assert.equal(csv.text.split('\r\n').length, 12_345 + 2);
    assert.equal(csv.text.split('job_id,').length, 2, 'one head');
    assert.equal(csv.text.lastIndexOf('\ufeff'), 0);
  });

  it('is nothing once it was given up', async () => {
    const store = new JobStore(() => 0);
    store.track(['lot'], []);
    const many = Array.from({ length: 6000 }, (_, index) => job(`job-${index}`));
    store.apply({ labels: new Map([['lot', labelAnswer(many)]]) });
    const chosen = many.map(({ id }) => ({ jobId: id, label: 'lot' }));
    const services = { ...world().services, store };
    const given = exportText(services as unknown as Parameters<typeof exportText>[0], chosen, {
      ...{ t, language: 'en', warn: (message: string) => assert.fail(message) },
      pickFormat: () => Promise.resolve('csv' as const),
      askPlace: () => Promise.resolve('here'),
      run: ({ work }) => work(AbortSignal.abort(), () => undefined),
    });
    await assert.rejects(given, { kind: 'cancelled' });
  });

  it('shows pictures as was said of the label that the job was chosen under', async () => {
    const { memento, run } = world();
    const readings = new Readings(memento);
    const target = { profileId: 'A', jobId: 'j-1' };
    await readings.choose({ ...target, label: 'first' }, 'label', 'cropped');
    await readings.choose({ ...target, label: 'second' }, 'label', 'source');
    // A source is drawn with its crop upon it.
    assert.match((await run('html')).text, /<img [^>]*><svg/);
    await readings.choose({ ...target, label: 'second' }, 'label', 'cropped');
    assert.doesNotMatch((await run('html')).text, /<img [^>]*><svg/);
  });
});
