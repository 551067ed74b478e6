import { Failure } from '../core/api/failure';
import type { OpenStatusApi } from '../core/api/statusApi';
import type { Session } from './session';

/** How long the storage of keys, or the server of the sample jobs, is waited for, in ms. */
const patience = 5000;

/**
 * The client of the profile in use. Right after a start nobody may have read its key yet: then that is read first.
 * Undefined when there is no key, none comes in time, or the signal aborts.
 */
export async function readyClient(
  session: Pick<Session, 'api' | 'profile' | 'clientOf'>,
  signal?: AbortSignal,
): Promise<OpenStatusApi | undefined> {
  if (session.api) return session.api;
  const limit = AbortSignal.timeout(patience);
  try {
    return await session.clientOf(session.profile.name, signal ? AbortSignal.any([signal, limit]) : limit);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
