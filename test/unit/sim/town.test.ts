// SPDX-License-Identifier: GPL-2.0-or-later
// What do people of a town notice when nobody plays along?
import { resolve } from 'node:path';
import t, { type Test } from 'tap';
import { Town } from '../../../src/sim/index.js';

function emptyTown(t: Test): Town {
  const town = new Town({ bank: { name: 'phones', ports: 1 }, prompts: resolve('prompts/en') });
  t.teardown(() => town.close());
  town.begin({ settled: async () => {} });
  return town;
}

t.test('a caller whom nobody answers gives up waiting for a prompt', async (t) => {
  const town = emptyTown(t);
  const caller = await town.calls('88880001');

  await t.rejects(caller.hears('welcome', { within: 2_000 }), /hearing welcome: nothing came of it within 2 s/);
  caller.hangsUp();
  t.equal(await caller.gone, 16);
});

t.test('what is waited for on a line that is cleared rejects with the cause', async (t) => {
  const town = emptyTown(t);
  const caller = await town.calls('88880001', { from: '13800138000' });

  const heard = caller.hears('welcome');
  const answered = caller.answered;
  await town.wait(100);
  caller.hangsUp(17);
  await t.rejects(heard, { code: 'LEG_CLEARED', message: /13800138000 was cleared with cause 17/ });
  await t.rejects(answered, { code: 'LEG_CLEARED' });
});

t.test('a prompt and a telephone that are not there are named', async (t) => {
  const town = emptyTown(t);

  await t.rejects(town.telephone(1).hears('no-such-prompt'), {
    code: 'PROMPT_UNUSABLE',
    message: /no-such-prompt\.wav/,
  });
  t.throws(() => town.telephone(2), { code: 'NOT_FOUND', message: /no port 2/ });
});

t.test('when every channel is taken, the next caller hears network busy', async (t) => {
  const town = emptyTown(t);
  for (let i = 0; i < 30; i++) await town.calls('88880001');

  await t.rejects(town.calls('88880001'), { code: 'NO_CHANNEL' });
  t.equal(town.exchange.log.blocked, 1);
});
