import { joinRequests, type RunRequest } from './runRequest';

/** The one run that follows the run under way: it does what everybody wants who came too late for that one. */
export class NextRun {
  private wanted: { readonly request: RunRequest; readonly done: Promise<void> } | undefined;

  get isWanted(): boolean {
    return this.wanted !== undefined;
  }

  forget(): void {
    this.wanted = undefined;
  }

  /**
   * Starts what is wanted once the run is over, if it still is.
   * @param run the run under way, which never rejects
   */
  after(run: Promise<void>, request: RunRequest, start: (request: RunRequest) => Promise<void>): Promise<void> {
    const { wanted } = this;
    if (wanted) {
      this.wanted = { request: joinRequests(wanted.request, request), done: wanted.done };
      return wanted.done;
    }
    const done: Promise<void> = run.then(() => {
      const next = this.wanted;
      // This one was forgotten; what is wanted since then has a turn of its own.
      if (next?.done !== done) return undefined;
      this.wanted = undefined;
      return start(next.request);
    });
    this.wanted = { request, done };
    return done;
  }
}
