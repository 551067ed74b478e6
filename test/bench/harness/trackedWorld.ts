import { TreeWorld } from '../../fakes/treeWorld';
import { makeAnswers, type AnswersOptions } from './answers';
import { bytesOf, readAnswers } from './readAnswers';

/** A store that was told all of these jobs by its server, and the tree over it. */
export async function trackedWorld(options: AnswersOptions): Promise<TreeWorld> {
  const answers = makeAnswers(options);
  const world = new TreeWorld();
  world.store.track(answers.labels, []);
  world.store.apply({ labels: await readAnswers(bytesOf(answers)) });
  return world;
}
