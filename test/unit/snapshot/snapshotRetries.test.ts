import assert from 'node:assert/strict';
import { job, labelAnswer } from '../../fakes/jobs';
import { atStart, following, pathOf, snapshotWindow } from './snapshotWorld';

/** A window that has written what it knows. */
async function written(): Promise<ReturnType<typeof snapshotWindow>> {
  const made = snapshotWindow(undefined, ['lot', 'other']);
  made.store.apply({ labels: new Map([['lot', labelAnswer([job('j1', 'completed'), job('j2')])]]) });
  await made.clock.advance(1000);
  return made;
}

describe('snapshots', () => {
  it('that failed are written with the next change, by themselves, or when the window closes', async () => {
    const { store, clock, folder, writer } = await written();
    const fail = async (id: string): Promise<void> => {
      folder.broken = new Error('EBUSY');
      store.apply({ labels: new Map([['other', labelAnswer([job(id)])]]) });
      await clock.advance(5000);
      folder.broken = undefined;
      assert.doesNotMatch(folder.files.get(pathOf('other'))?.text ?? '', new RegExp(`"${id}"`));
    };
    const isWritten = (id: string): void =>
      assert.match(folder.files.get(pathOf('other'))!.text, new RegExp(`"${id}"`));
    await fail('alone');
    await clock.advance(40_000);
    isWritten('alone');
    await fail('with-another');
    store.apply({ labels: new Map([['lot', labelAnswer([job('x')])]]) });
    await clock.advance(5000);
    isWritten('with-another');
    await fail('at-the-end');
    await writer.writeNow();
    isWritten('at-the-end');
    folder.calls.length = 0;
    await clock.advance(3600_000);
    assert.deepEqual(folder.calls, []);
    await fail('never');
    writer.dispose();
    assert.equal(clock.pending, 0);
  });

  it('are written by one pass at a time, whoever asks for them', async () => {
    const { store, clock, folder, writer } = snapshotWindow();
    const write = folder.write.bind(folder);
    let [running, most] = [0, 0];
    folder.write = async (path, parts) => {
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => clock.after(1000, resolve));
      running--;
      return write(path, parts);
    };
    for (const status of ['pending', 'processing']) {
      store.apply({ labels: new Map([['lot', labelAnswer([job('a', status)])]]) });
      await clock.advance(200);
      void writer.writeNow();
    }
    await clock.advance(5000);
    assert.deepEqual([most, running], [1, 0]);
    assert.match(folder.files.get(pathOf('lot'))?.text ?? '', /processing/);
  });

  it('are set aside unread where the file is larger than any that was written', async () => {
    const { clock, folder } = await written();
    const list = folder.list.bind(folder);
    folder.list = async (path) => (await list(path)).map((entry) => ({ ...entry, size: 2 ** 26 + 1 }));
    const { reader, store, log } = snapshotWindow({ clock, folder });
    await reader.read(atStart);
    assert.deepEqual([store.label('lot')?.jobIds, folder.files.has(pathOf('lot'))], [[], false]);
    assert.match(log.lines.join(), /too large/);
  });

  it('are read the next time where the disk refused one of them', async () => {
    const { clock, folder } = await written();
    const readParts = folder.readParts.bind(folder);
    folder.readParts = () => Promise.reject(new Error('EIO'));
    const { reader, store, log } = snapshotWindow({ clock, folder });
    await reader.read(atStart);
    assert.deepEqual([store.label('lot')?.jobIds, log.lines.length], [[], 1]);
    folder.readParts = readParts;
    await reader.read(atStart);
    assert.deepEqual(store.label('lot')?.jobIds, ['j1', 'j2']);
  });

  it('are warned of once where they are torn and the disk lets nobody set them aside, and anew once they changed', async () => {
    const { clock, folder } = await written();
    const { reader, store, log } = snapshotWindow({ clock, folder });
    const file = folder.files.get(pathOf('lot'))!;
    file.text = file.text.slice(0, -5);
    folder.broken = new Error('EPERM');
    const readTwice = async (): Promise<void> => {
      for (const plan of [following, atStart]) {
        store.reset();
        store.track(['lot'], []);
        for (let times = 0; times < 2; times++) await reader.read(plan);
      }
    };
    await readTwice();
    const warning =
      'warn: A file of saved jobs is torn: it could not be set aside (Error: EPERM), and the jobs are asked for anew.';
    assert.deepEqual(log.lines, [warning]);
    file.changedAt += 1000;
    await readTwice();
    assert.deepEqual(log.lines, [warning, warning]);
  });

  it('are warned of anew where the disk refuses one that was fine since', async () => {
    const { clock, folder } = await written();
    const { reader, log } = snapshotWindow({ clock, folder });
    const readParts = folder.readParts.bind(folder);
    const file = folder.files.get(pathOf('lot'))!;
    for (const isRefused of [true, true, false, true]) {
      folder.readParts = isRefused ? () => Promise.reject(new Error('EIO')) : readParts;
      file.changedAt += 1000;
      await reader.read(following);
    }
    assert.equal(log.lines.length, 2);
  });

  it('are warned of once while their folder cannot be listed, and anew after it could', async () => {
    const { clock, folder } = await written();
    const list = folder.list.bind(folder);
    const { reader, store, log } = snapshotWindow({ clock, folder });
    for (const times of [1, 2]) {
      folder.list = () => Promise.reject(new Error('EACCES'));
      for (let tries = 0; tries < 3; tries++) await reader.read(following);
      assert.deepEqual(log.lines, Array(times).fill('warn: The saved jobs could not be read: Error: EACCES'));
      folder.list = list;
      await reader.read(following);
    }
    assert.deepEqual(store.label('lot')?.jobIds, ['j1', 'j2']);
  });

  it('tell within an hour of when a label was answered last, though nothing in it was new', async () => {
    const before = await written();
    before.folder.calls.length = 0;
    const same = before.store.jobsOf('lot').map(({ id, status, labels }) => ({ id, status, labels }));
    for (let times = 0; times < 30; times++) {
      before.store.apply({ labels: new Map([['lot', labelAnswer(same)]]) });
      await before.clock.advance(600_000);
    }
    const after = snapshotWindow(before);
    await after.reader.read(atStart);
    const age = before.clock.now() - (after.store.label('lot')?.asOf ?? 0);
    assert.ok(age <= 3600_000 + 600_000, `${age / 60_000} minutes old`);
    assert.ok(before.folder.calls.filter((call) => call.startsWith('write')).length <= 6, before.folder.calls.join());
  });
});
