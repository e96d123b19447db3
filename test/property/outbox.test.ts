// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever a target answers, and when: is each letter taken or given up, once, in order, and none forgotten?
import fc from 'fast-check';
import t from 'tap';
import {
  MOST_WAITING,
  nothingToSend,
  type Queued,
  type TargetEffect,
  type TargetEvent,
  targetMachine,
} from '../../src/outbox/target-machine.js';
import { cases } from '../support/cases.js';

const machine = targetMachine<Queued>();

type Step =
  | { readonly type: 'queue'; readonly count: number }
  | {
      readonly type: 'answer';
      readonly how: 'took' | 'message' | 'target';
      readonly chance: number;
      readonly wait?: number;
    }
  | { readonly type: 'late' | 'expire' | 'hasten' }
  | { readonly type: 'age'; readonly by: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ type: fc.constant('queue' as const), count: fc.integer({ min: 1, max: 300 }) }),
  fc.record({
    type: fc.constant('answer' as const),
    how: fc.constantFrom('took' as const, 'message' as const, 'target' as const),
    chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
  }),
  fc.record({ type: fc.constantFrom('late' as const, 'expire' as const, 'hasten' as const) }),
  fc.record({ type: fc.constant('age' as const), by: fc.integer({ min: 1, max: 3 * 86_400_000 }) }),
);

t.test('every letter ends once, in its order, and never two are under way', async (t) => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.constantFrom(0, 4_000), (steps, spacing) => {
      let state = nothingToSend<Queued>(spacing);
      let at = 0;
      let count = 0;
      let underWay: string | undefined;
      let restUntil = 0;
      const ended: string[] = [];
      const taken: number[] = [];
      const perform = (effect: TargetEffect<Queued>) => {
        if (effect.type === 'send') {
          if (at < restUntil) throw new Error('sent within its rest');
          underWay = effect.letter.id;
        } else if (effect.type === 'taken' || effect.type === 'dead') {
          ended.push(effect.letter.id);
          if (effect.type === 'taken') taken.push(Number(effect.letter.id));
        }
      };
      const send = (event: TargetEvent<Queued>) => {
        const next = machine.transition(state, event, at);
        state = next.state;
        if ('id' in event && event.id === underWay) underWay = undefined;
        for (const effect of next.effects) perform(effect);
      };
      for (const made of steps) {
        if (made.type === 'queue')
          send({
            type: 'queued',
            letters: Array.from({ length: made.count }, () => ({ id: String(count++), at, tries: 0 })),
          });
        else if (made.type === 'age') at += made.by;
        else if (made.type === 'late') send({ type: 'took', id: 'nobody' });
        else if (made.type === 'hasten') send({ type: 'hastened' });
        else if (made.type === 'expire') {
          at = Math.max(at, machine.deadline(state) ?? at);
          send({ type: 'expired' });
        } else if (made.type === 'answer' && underWay !== undefined) {
          const id = underWay;
          if (made.how === 'took') {
            restUntil = at + spacing;
            send({ type: 'took', id });
          } else send({ type: 'refused', id, fault: made.how, reason: 'no', chance: made.chance });
        }
        if (state.queue.length > MOST_WAITING) return false;
        if ((state.name === 'sending') !== (underWay !== undefined)) return false;
        if (state.name === 'idle' && state.queue.length > 0) return false;
        if (machine.deadline(state) === undefined && state.name === 'waiting') return false;
      }
      const inOrder = taken.every((n, index) => index === 0 || n > (taken[index - 1] ?? -1));
      const once = new Set(ended).size === ended.length;
      return inOrder && once && ended.length + state.queue.length === count;
    }),
    cases(500),
  );
  t.pass('held');
});
