// SPDX-License-Identifier: GPL-2.0-or-later
// Does the file say offers and wrap-up so that they can be done, and is what contradicts itself told with its place?
import t from 'tap';
import { checkOffers, offersOfQueue } from '../../../src/config/offer-schema.js';
import type { Config } from '../../../src/config/schema.js';

const QUEUE = { wrapUp: 15_000, wrapUpCodes: [], wrapUpCode: 'optional' };
const STATION = { number: '801' };

function findings(queue: object, agent: object = {}, stations: readonly object[] = [STATION]): string[] {
  const agents = [{ id: '1001', ...agent }];
  const config = { queues: [{ ...QUEUE, ...queue }], agents, stations } as unknown as Config;
  return checkOffers(config).map(({ path, text }) => `${path.join('.')}: ${text}`);
}

t.test('what is right is passed', async (t) => {
  t.same(findings({}), []);
  const wrapUpCodes = [{ name: 'a', digit: '1' }, { name: 'b', digit: '2' }, { name: 'c' }, { name: 'd' }];
  t.same(findings({ wrapUpCodes, wrapUpCode: 'required' }, { autoAnswer: true }), []);
  t.same(findings({}, { autoAnswer: true, outside: { kept: true } }, []), []);
});

t.test('codes stand once each, have another name than none, and time to be given', async (t) => {
  t.match(findings({ wrapUpCodes: [{ name: 'a' }, { name: 'a' }] }), [/^queues.0.wrapUpCodes.1.name: .*stands twice/]);
  t.match(
    findings({
      wrapUpCodes: [
        { name: 'a', digit: '1' },
        { name: 'b', digit: '1' },
      ],
    }),
    [/^queues.0.wrapUpCodes.1.digit: .*stands twice/],
  );
  t.match(findings({ wrapUpCodes: [{ name: 'none' }] }), [
    /^queues.0.wrapUpCodes.0.name: "none" is a call without a code/,
  ]);
  t.match(findings({ wrapUpCode: 'required' }), [/^queues.0.wrapUpCode: none can be given/]);
  t.match(findings({ wrapUpCode: 'required', wrapUpCodes: [{ name: 'a' }], wrapUp: 0 }), [/there is no time/]);
});

t.test('who answers by himself has a line that can', async (t) => {
  t.match(findings({}, { autoAnswer: true }, []), [/^agents.0.autoAnswer: agent 1001 has no line that can answer/]);
  t.match(findings({}, { autoAnswer: true, outside: { kept: false } }, []), [/no line/]);
});

t.test('the schema refuses what is no figure, no digit, nothing to be told', async (t) => {
  const right = (key: keyof typeof offersOfQueue, value: unknown) => offersOfQueue[key].safeParse(value).success;
  for (const misses of [0, -1, 1.5, '2']) t.notOk(right('misses', misses), `${misses}`);
  t.ok(right('misses', 3));
  t.notOk(right('tellAgent', ['name']));
  t.ok(right('tellAgent', ['customer', 'data', 'queue']));
  for (const digit of ['', '12', '*', 5]) t.notOk(right('wrapUpCodes', [{ name: 'a', digit }]), String(digit));
  t.notOk(right('extendWrapUp', '2h'));
});
