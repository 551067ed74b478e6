import type { SheetHostMessage, SheetPageMessage, SheetTarget } from '../../core/sheetProtocol';
import { fromSheetWire } from '../../core/sheetProtocolWire';

/** Where the user was. */
interface Place {
  /** Key of the cell that has the focus. */
  readonly focused?: string;
  /** In CSS px. */
  readonly top: number;
}

/** What is kept while the panel is hidden. */
interface KeptPlace extends Place {
  /** Whose sheet it is: VS Code gives it back to the host after a reload. */
  readonly target: SheetTarget;
}

interface VsCodeApi {
  postMessage(message: SheetPageMessage): void;
  getState(): unknown;
  setState(state: KeptPlace): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's way to the host. */
export interface SheetLink {
  post(message: SheetPageMessage): void;
  readonly kept: Place;
  keep(place: KeptPlace): void;
}

/** Opens the way to the host; what is no message of its is not looked at. */
export function openSheetLink(onMessage: (message: SheetHostMessage) => void, signal: AbortSignal): SheetLink {
  const api = acquireVsCodeApi();
  const receive = ({ data }: MessageEvent<unknown>): void => {
    const message = fromSheetWire(data);
    if (message) onMessage(message);
  };
  window.addEventListener('message', receive, { signal });
  return {
    post: (message) => api.postMessage(message),
    kept: readPlace(api.getState()),
    keep: (place) => api.setState(place),
  };
}

function readPlace(kept: unknown): Place {
  const { focused, top } = (kept ?? {}) as { focused?: unknown; top?: unknown };
  return { ...(typeof focused === 'string' && { focused }), top: typeof top === 'number' && top > 0 ? top : 0 };
}
