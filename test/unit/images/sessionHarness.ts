import type { JobAnswer } from '../../../src/core/api/answer';
import type { Size } from '../../../src/core/crop/pixelEdges';
import { ByteCache } from '../../../src/core/images/byteCache';
import type { ImageAnswer, LoadOptions, PictureOf } from '../../../src/core/images/imageAnswer';
import { Readings } from '../../../src/core/images/readings';
import { SourceChoices, type SourceChoice } from '../../../src/core/images/sourceChoices';
import type { SourceAsk } from '../../../src/core/images/sourcePicture';
import { ViewerSession } from '../../../src/core/images/viewerSession';
import type { HostMessage, ViewerState } from '../../../src/core/protocol';
import { settle } from '../../fakes/fakeClock';
import { MemoryLog } from '../../fakes/memoryLog';

/** The crop of every result. */
export const crop = { x: 0.1, y: 0.1, width: 0.5, height: 0.5 };
export const target = { profileId: 'p', jobId: 'j', label: 'l' };

/** An answer with a picture of so many bytes. */
export function image(bytes = 10, size: Size | 'untold' = { width: 4, height: 3 }): ImageAnswer {
  const told = size === 'untold' ? undefined : size;
  const header = { format: 'png', mimeType: 'image/png', size: told } as const;
  return { kind: 'image', image: { bytes: new Uint8Array(bytes), header } };
}

/** A job whose results have these links. */
export function answer(status: string, links: readonly (string | undefined)[], errorMessage?: string): JobAnswer {
  const results = links.map((imageUrl) => ({ crop, ...(imageUrl !== undefined && { imageUrl }) }));
  return { job: { id: 'j', status, labels: [] }, results, ...(errorMessage !== undefined && { errorMessage }) };
}

interface Loading {
  readonly url: string;
  readonly options: LoadOptions;
  readonly signal: AbortSignal;
}

/** A session whose server answers what the test says, and everything that crossed its borders. */
export function harness(cacheBytes = 1000) {
  const posted: HostMessage[] = [];
  const asked: string[] = [];
  const loads: Loading[] = [];
  const kept = new Map<string, unknown>();
  const memento = {
    get: (name: string) => kept.get(name),
    update: (name: string, value: unknown) => Promise.resolve(void kept.set(name, value)),
  };
  const world = {
    /** The page shows each picture at once; in a test, it may be slower. */
    seen: (key: string): void => queueMicrotask(() => session.receive({ type: 'shown', key })),
    found: undefined as SourceChoice | undefined,
    profile: 'p',
    source: (choice: SourceChoice): Promise<ImageAnswer> =>
      Promise.resolve(choice.uri === '' ? { kind: 'unreadable', text: '' } : image(3)),
    job: (): Promise<JobAnswer | undefined> => Promise.resolve(answer('completed', ['u0'])),
    image: (url: string): Promise<ImageAnswer> => (url === '' ? Promise.reject(new Error()) : Promise.resolve(image())),
  };
  const read: string[] = [];
  const sourceAsks: SourceAsk[] = [];
  const forgotten: (PictureOf & { readonly profileId: string })[] = [];
  const copied: string[] = [];
  const errands: string[] = [];
  const session = new ViewerSession({
    name: '1',
    openJob: (_, jobId) => {
      asked.push(jobId);
      return world.job();
    },
    loadImage: (url, options, signal) => {
      loads.push({ url, options, signal });
      return world.image(url);
    },
    forgetImage: (profileId, result) => Promise.resolve(void forgotten.push({ profileId, ...result })),
    cache: new ByteCache(cacheBytes),
    readings: new Readings(memento),
    choices: new SourceChoices(memento),
    sources: {
      find: () => Promise.resolve(world.found),
      read: (choice, ask) => {
        read.push(choice.uri);
        sourceAsks.push(ask);
        return world.source(choice);
      },
    },
    errand: (errand) => errands.push(errand),
    copy: (text) => copied.push(text),
    post: (message) => {
      posted.push(message);
      if (message.type === 'show' && message.state.stage.kind === 'picture') world.seen(message.state.stage.key);
    },
    profile: () => world.profile,
    signIn: () => asked.push('signIn'),
    switchProfile: () => asked.push('switchProfile'),
    log: new MemoryLog(),
  });
  const states = (): ViewerState[] => posted.flatMap((message) => (message.type === 'show' ? [message.state] : []));
  return {
    ...{ session, world, posted, asked, loads, kept, read, sourceAsks, forgotten, copied, errands },
    states,
    stage: () => states().at(-1)?.stage,
    urls: () => loads.map(({ url }) => url),
    pictures: () => posted.flatMap((message) => (message.type === 'picture' ? [message.resultIndex] : [])),
    async open(): Promise<void> {
      session.show(target);
      session.receive({ type: 'ready' });
      await settle();
    },
  };
}
