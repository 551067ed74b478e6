import assert from 'node:assert/strict';
import { Emitter } from '../../src/core/event';

it('an emitter tells every listener, even when one of them throws', () => {
  const thrown: unknown[] = [];
  const emitter = new Emitter<number>((error) => thrown.push(error));
  const heard: number[] = [];
  emitter.event(() => {
    throw new Error('listener');
  });
  emitter.event((value) => heard.push(value));
  emitter.fire(7);
  assert.deepEqual(heard, [7]);
  assert.match(String(thrown[0]), /listener/);
});
