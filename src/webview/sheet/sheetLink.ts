import type { SheetHostMessage, SheetPageMessage, SheetTarget } from '../../core/sheetProtocol';
import { fromSheetWire } from '../../core/sheetProtocolWire';

/** What is kept while the panel is hidden: where the user was. */
export interface SheetPlace {
  /** Key of the cell that has the focus. */
  readonly focused?: string;
  /** In CSS px. */
  readonly top: number;
  /** Whose sheet it is: VS Code gives it back to the host after a reload. */
  readonly target?: SheetTarget;
}

interface VsCodeApi {
  postMessage(message: SheetPageMessage): void;
  getState(): unknown;
  setState(state: SheetPlace): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's way to the host. */
export interface SheetLink {
  post(message: SheetPageMessage): void;
  readonly kept: SheetPlace;
  keep(place: SheetPlace): void;
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

function readPlace(kept: unknown): SheetPlace {
  const { focused, top } = (kept ?? {}) as { focused?: unknown; top?: unknown };
  return { ...(typeof focused === 'string' && { focused }), top: typeof top === 'number' && top > 0 ? top : 0 };
}
