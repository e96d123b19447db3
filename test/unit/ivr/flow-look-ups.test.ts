// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a flow lead by what was looked up, by conditions, and by where a value says? And is nobody in it ever stuck?
import fc from 'fast-check';
import t from 'tap';
import { readConfig } from '../../../src/config/index.js';
import { type FlowEffect, type FlowEvent, type FlowState, flowMachine } from '../../../src/ivr/index.js';
import { cases } from '../../support/cases.js';

const carrier = { type: 'listen' as const, path: '/e1' };
const { flows } = readConfig({
  board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier }] },
  queues: [{ name: 'orders' }],
  accessNumbers: [{ number: '1', queue: 'orders' }],
  lookups: { firm: { url: 'http://localhost/{code}/{by}', gives: { name: 'text', queue: 'queue', count: 'whole' } } },
  flows: {
    shop: {
      fallback: { queue: 'orders' },
      steps: {
        ask: { collect: 'ask-extension', into: 'code', length: 4, next: 'find' },
        find: {
          lookUp: 'firm',
          with: { by: 'tel {calling}' },
          into: 'firm',
          ...{ next: 'judge', notFound: 'ask', failed: 'named' },
        },
        judge: {
          when: [
            { if: 'values.firm_count > 3', next: 'goes' },
            { if: 'values.firm_name == "x"', next: 'named' },
          ],
          else: 'ask',
        },
        named: { lookUp: 'firm', with: { by: '{code}' }, into: { name: 'called' }, next: 'set' },
        set: { set: { called: '{{{called}}}', code: '{called}!' }, next: 'sub' },
        sub: { run: 'other', with: { a: '{code}', b: '$called', c: '$5' }, next: 'goes' },
        goes: { transfer: { queue: '{firm_queue}' }, failed: 'home' },
        home: { transfer: { queue: 'orders' } },
      },
    },
    other: { steps: { keep: { attach: ['a', 'b', 'c'], next: 'return' } } },
  },
});
const machine = flowMachine(flows);

/** Goes through it by what comes of each wait; gives all effects. */
function walk(...outcomes: readonly Omit<Extract<FlowEvent, { type: 'outcome' }>, 'type'>[]): readonly FlowEffect[] {
  let state: FlowState = { name: 'begun' };
  const effects: FlowEffect[] = [];
  const send = (event: FlowEvent) => {
    const step = machine.transition(state, event, 0);
    state = step.state;
    effects.push(...step.effects);
  };
  send({ type: 'begin', flow: 'shop', values: { calling: '139' } });
  for (const outcome of outcomes) send({ type: 'outcome', ...outcome });
  return effects.filter(({ type }) => type !== 'entered' && type !== 'came');
}

const KEYED = { outcome: 'match', value: '1234' } as const;
const FIRM = { outcome: 'done', values: { name: '{code}', queue: 'vip', count: '5' } } as const;

t.test('a look-up is asked with what the flow knows, and what it gives is kept by its names', async (t) => {
  const [, asked, judged, goes] = walk(KEYED, FIRM, { outcome: 'match', value: '0' });
  t.match(asked, { type: 'serve', step: { lookUp: 'firm' }, values: { code: '1234', by: 'tel 139', calling: '139' } });
  const values = { code: '1234', firm_name: '{code}', firm_queue: 'vip', firm_count: '5' };
  t.match(judged, { type: 'serve', step: { when: [{ if: 'values.firm_count > 3' }, { if: /firm_name/ }] }, values });
  t.match(goes, { type: 'serve', step: { transfer: { kind: 'queue', to: '{firm_queue}' } }, values });
});

t.test('not found, failed, no condition, no such place: each has its way', async (t) => {
  t.equal(walk(KEYED, { outcome: 'notFound' }).at(-1)?.type, 'ask');
  t.match(walk(KEYED, { outcome: 'failed' }).at(-1), {
    type: 'serve',
    step: { kind: 'lookUp' },
    values: { by: '1234' },
  });
  t.equal(walk(KEYED, FIRM, { outcome: 'nomatch', value: '-1' }).at(-1)?.type, 'ask');
  const failed = walk(KEYED, FIRM, { outcome: 'match', value: '0' }, { outcome: 'failed' });
  t.match(failed.at(-1), { type: 'serve', step: { transfer: { to: 'orders' } } });
  const nowhere = walk(KEYED, { outcome: 'failed' }, { outcome: 'notFound' });
  t.match(nowhere.at(-1), { type: 'lead', to: { kind: 'queue', queue: 'orders' } }, 'no way is written: the fallback');
});

t.test('texts take values; what a value says is no name', async (t) => {
  const effects = walk(KEYED, { outcome: 'failed' }, { outcome: 'done', values: { name: '{code}', queue: 'x' } });
  t.match(
    effects.filter(({ type }) => type === 'attach'),
    [{ data: { a: '{code}!', b: '{{code}}', c: '' } }],
  );
});

t.test('whatever comes of each step, he comes somewhere', async () => {
  const outcome = fc.record({
    outcome: fc.constantFrom('done', 'match', 'noinput', 'nomatch', 'notFound', 'failed', 'talked', 'overflowed'),
    value: fc.constantFrom('', '0', '1', '-1', '9', '1234', 'x'),
    values: fc.constantFrom({}, FIRM.values, { name: '', queue: '', count: '' }),
  });
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 60, maxLength: 60 }), (outcomes) => {
      const effects = walk(...(outcomes as never[]));
      const last = effects.at(-1)?.type ?? '';
      return ['lead', 'hangUp', 'ask', 'serve', 'say'].includes(last);
    }),
    cases(200),
  );
});
