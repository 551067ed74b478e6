import type { Log } from '../log';
import type { Errand, PageMessage } from '../protocol';

/** What the page asks for and only the editor can do. */
export interface PageErrands {
  readonly signIn: () => void;
  /** Uses the profile of the shown job in this window: the user pressed the button that says so. */
  readonly switchProfile: () => void;
  readonly errand: (errand: Errand) => void;
  readonly copy: (text: string) => void;
  readonly log: Log;
}

type PassedOn = Extract<PageMessage, { type: 'signIn' | 'switchProfile' | 'errand' | 'copy' | 'ignored' }>;

/** Passes on what a session itself has no part in. */
export function passOn(to: PageErrands, message: PassedOn): void {
  switch (message.type) {
    case 'signIn':
      to.signIn();
      break;
    case 'switchProfile':
      to.switchProfile();
      break;
    case 'errand':
      to.errand(message.errand);
      break;
    case 'copy':
      to.copy(message.text);
      break;
    case 'ignored':
      to.log.warn(`The viewer's page did not know ${message.count} messages.`);
      break;
    default:
      message satisfies never;
  }
}
