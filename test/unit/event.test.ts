import assert from 'node:assert/strict';
import { Emitter } from '../../src/core/event';

it('an emitter tells every listener, even when one of them throws', () => {
  const emitter = new Emitter<number>();
  const heard: number[] = [];
  emitter.event(() => {
    throw new Error('listener');
  });
  emitter.event((value) => heard.push(value));
  emitter.fire(7);
  assert.deepEqual(heard, [7]);
});
