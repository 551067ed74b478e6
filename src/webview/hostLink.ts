import type { HostMessage, PageMessage, PanelState } from '../core/protocol';
import { readHostMessage, readPanelState } from '../core/protocolWire';

/** What VS Code gives a webview's script, once. */
interface VsCodeApi {
  postMessage(message: PageMessage): void;
  getState(): unknown;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's way to the host. */
export interface HostLink {
  post(message: PageMessage): void;
  /** What was kept when the page was last destroyed. */
  readonly kept: PanelState | undefined;
  keep(state: PanelState): void;
}

/** Opens the way to the host. Messages that are not known are counted, and the host is told the count. */
export function openHostLink(onMessage: (message: HostMessage) => void, signal: AbortSignal): HostLink {
  const api = acquireVsCodeApi();
  let ignored = 0;
  const receive = ({ data }: MessageEvent<unknown>): void => {
    const message = readHostMessage(data);
    if (message) onMessage(message);
    else api.postMessage({ type: 'ignored', count: ++ignored });
  };
  window.addEventListener('message', receive, { signal });
  return {
    post: (message) => api.postMessage(message),
    kept: readPanelState(api.getState()),
    keep: (state) => api.setState(state),
  };
}
