import type * as vscode from 'vscode';

/** When everything was deleted last, in ms since 1970: all that stays. */
const clearedKey = 'cleared';

type States = Pick<vscode.ExtensionContext, 'globalState' | 'workspaceState'>;

/** The names of what is kept, but word of a deletion. */
export function keptNames(state: vscode.Memento): readonly string[] {
  return state.keys().filter((name) => name !== clearedKey);
}

/** Deletes all that is kept for every workspace and for this one; it is gone at once, for whoever reads it. */
export async function clearStates({ globalState, workspaceState }: States, now: number): Promise<void> {
  await Promise.all([clear(globalState, now), clear(workspaceState, now)]);
}

/** A workspace that was closed when everything was deleted: what is kept for it is deleted before it is read. */
export function clearLate({ globalState, workspaceState }: States): void {
  const clearedAt = globalState.get<number>(clearedKey);
  if (clearedAt === undefined || workspaceState.get(clearedKey) === clearedAt) return;
  void clear(workspaceState, clearedAt);
}

async function clear(state: vscode.Memento, clearedAt: number): Promise<void> {
  const gone = keptNames(state).map((name) => state.update(name, undefined));
  await Promise.all([...gone, state.update(clearedKey, clearedAt)]);
}
