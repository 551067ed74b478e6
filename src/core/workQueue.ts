/** The one copy of the library, in a chunk that all who need a queue share. */
export { default as WorkQueue } from 'p-queue';
