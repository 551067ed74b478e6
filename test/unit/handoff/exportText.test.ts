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
  return { asked, memento, run, switchProfile };
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
