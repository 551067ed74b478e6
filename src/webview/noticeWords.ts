import type { NoticeReason, PageMessage } from '../core/protocol';
import type { Translate } from './words';

/** What a state without a picture says, and the one thing that can be done about it. */
export interface NoticeWords {
  readonly icon: string;
  readonly title: string;
  /** Plain text; may be empty. */
  readonly text: string;
  readonly action: { readonly label: string; readonly message: PageMessage };
}

type Action = NoticeWords['action'];

/** Icon and words of one reason; the text is the reason's detail where none is made of it. */
interface Entry {
  readonly icon: string;
  readonly title: (t: Translate, detail: string) => string;
  readonly text?: (t: Translate, detail: string) => string;
  readonly action: (t: Translate) => Action;
}

/** @param detail plain text that belongs to the reason: see `core/images/notices.ts` */
export function noticeWords(t: Translate, reason: NoticeReason, detail: string): NoticeWords {
  const { icon, title, text, action } = entries[reason];
  return { icon, title: title(t, detail), text: text ? text(t, detail) : detail, action: action(t) };
}

const again = (t: Translate): Action => ({ label: t('Try Again'), message: { type: 'retry' } });
const check = (t: Translate): Action => ({ label: t('Check Again'), message: { type: 'retry' } });
const newLink = (t: Translate): Action => ({ label: t('Ask for a New Link'), message: { type: 'retry' } });
const anyway = (t: Translate): Action => ({ label: t('Load Anyway'), message: { type: 'loadAnyway' } });
const signIn = (t: Translate): Action => ({ label: t('Sign In'), message: { type: 'signIn' } });

const switchProfile = (t: Translate): Action => ({ label: t('Switch Profile'), message: { type: 'switchProfile' } });

const save = (t: Translate): Action => ({ label: t('Save Image…'), message: { type: 'errand', errand: 'save' } });

const chooseSource = (t: Translate): Action => ({
  label: t('Choose Source Image…'),
  message: { type: 'errand', errand: 'chooseSource' },
});

const renewedInVain: Entry['text'] = (t, detail) => t('Asking for a new link did not help ({0}).', detail);

const entries: Readonly<Record<NoticeReason, Entry>> = {
  running: {
    icon: 'clock',
    title: (t) => t('The job is still running'),
    text: (t, detail) => t('Status: {0}', detail),
    action: check,
  },
  failed: { icon: 'error', title: (t) => t('The job failed'), action: check },
  noResults: { icon: 'circle-slash', title: (t) => t('The job has no results'), action: check },
  unknownJob: { icon: 'question', title: (t) => t('The server does not know this job'), action: check },
  signedOut: { icon: 'key', title: (t) => t('Not signed in'), action: signIn },
  otherProfile: {
    icon: 'server',
    title: (t) => t('This window uses another profile'),
    text: (t, detail) => t('This job belongs to the profile {0}.', detail),
    action: switchProfile,
  },
  statusFailed: { icon: 'warning', title: (t) => t('The job could not be asked for'), action: again },
  coordinatesOnly: {
    icon: 'inspect',
    title: (t) => t('Coordinates only'),
    text: (t) => t('The server gave the crop but no picture to draw it on. With the source image it can be drawn.'),
    action: chooseSource,
  },
  forbidden: {
    icon: 'lock',
    title: (t) => t('The link to the picture is refused'),
    text: renewedInVain,
    action: newLink,
  },
  gone: { icon: 'trash', title: (t) => t('The picture is gone'), text: renewedInVain, action: newLink },
  notImage: { icon: 'file-code', title: (t) => t('What came is not a picture'), action: again },
  otherFormat: {
    icon: 'file-media',
    title: (t, detail) => t('{0} files cannot be shown here', detail),
    text: (t) => t('The picture can be saved and opened elsewhere.'),
    action: save,
  },
  tooManyBytes: {
    icon: 'file-zip',
    title: (t) => t('The picture is large'),
    text: (t, detail) => t('The file is over {0}.', detail),
    action: anyway,
  },
  tooManyPixels: {
    icon: 'file-zip',
    title: (t) => t('The picture is large'),
    text: (t, detail) =>
      detail === ''
        ? t('Its header does not tell its size. Showing it may take a lot of memory.')
        : t('It has more than {0}. Showing it may take a lot of memory.', detail),
    action: anyway,
  },
  animation: {
    icon: 'play-circle',
    title: (t) => t('The picture is an animation'),
    text: (t) => t('It holds several pictures. Showing it may take a lot of memory.'),
    action: anyway,
  },
  saveOnly: {
    icon: 'file-zip',
    title: (t) => t('The picture is too large to be shown'),
    text: (t, detail) => t('It has more than {0}. It can be saved and opened elsewhere.', detail),
    action: save,
  },
  noRoom: {
    icon: 'file-zip',
    title: (t) => t('There is no room for it beside the output'),
    text: (t, detail) => t('Together they may take more than {0} of memory.', detail),
    action: chooseSource,
  },
  linkOnly: {
    icon: 'file-zip',
    title: (t) => t('The picture is too large to be loaded'),
    text: (t, detail) => t('The file is over {0}. A browser may load it.', detail),
    action: (t) => ({ label: t('Copy Link'), message: { type: 'errand', errand: 'copyLink' } }),
  },
  cutOff: {
    icon: 'file-media',
    title: (t) => t('The picture is cut off'),
    text: (t) => t('Its end is missing. What is there can be shown.'),
    action: (t) => ({ ...anyway(t), label: t('Show Anyway') }),
  },
  cannotDecode: {
    icon: 'file-media',
    title: (t) => t('The picture cannot be shown'),
    text: (t) => t('The file is damaged, or of a kind that cannot be decoded here.'),
    action: again,
  },
  offline: { icon: 'debug-disconnect', title: (t) => t('No connection'), action: again },
  tls: { icon: 'workspace-untrusted', title: (t) => t('No secure connection'), action: again },
  proxy: { icon: 'server', title: (t) => t('The proxy stands in the way'), action: again },
  timeout: { icon: 'watch', title: (t) => t('No answer in time'), action: again },
  server: { icon: 'server', title: (t) => t('The server of the picture has a problem'), action: again },
  privateAddress: {
    icon: 'shield',
    title: (t) => t('The picture lies on a private network'),
    text: (t, detail) => t('{0} belongs to this machine or its network, and is not where your server is.', detail),
    action: anyway,
  },
  unreadable: {
    icon: 'file-media',
    title: (t) => t('The file cannot be read'),
    text: (t) => t('It was moved or deleted, or may not be read.'),
    action: chooseSource,
  },
  refusedLink: { icon: 'shield', title: (t) => t('The link is not followed'), text: refusalText, action: newLink },
};

function refusalText(t: Translate, detail: string): string {
  if (detail === 'notHttps') return t('It leads to an address without encryption (https).');
  if (detail === 'tooManyRedirects') return t('It leads from one address to the next without an end.');
  return t('It is no link to a picture.');
}
