// SPDX-License-Identifier: GPL-2.0-or-later
// Is a caller of a wave caught on the real driver in each of the ways: spoken to, at his place by a key, before the answer, by his number
// alone? Runs in the machine of tools/dahdi-vm (npm run test:dahdi); `catching.js virtual` tries the same over sockets.

import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type Box, open } from '../../src/engine/index.js';
import { openReads } from '../../src/store/index.js';
import { box as dahdiBox, exchange as dahdiExchange, End } from './dahdi-world.js';
import { folder } from './folder.js';
import { overSockets, until } from './over-sockets.js';

const virtual = process.argv[2] === 'virtual';
const ACCESS = '4001234';
const NUMBER = '13912345678';
const PORTS = 8;
const BUSY = 17;

/** A box in which a surge has been said, so that every call is caught in this way; and the exchange. */
async function house(t: Test, surge: object) {
  const directory = folder(t, 'catching');
  const wiring = virtual
    ? overSockets(directory, PORTS)
    : { exchange: dahdiExchange, board: dahdiBox.board as { readonly type: 'dahdi' } };
  const far = new End(t, wiring.exchange);
  const data = join(directory, 'data');
  const box: Box = await open({
    config: {
      language: 'en',
      data,
      board: wiring.board as never,
      trunkGroups: [{ name: 'trunk', spans: ['trunk'], earlyMedia: true }],
      accessNumbers: [{ number: ACCESS, queue: 'sales' }],
      queues: [{ name: 'sales', nobodySignedIn: 'wait', announce: { position: false }, keys: { '1': 'callback' } }],
      stations: [{ number: '801', span: 'stations', port: 1 }],
      agents: [{ id: '1001', name: 'Agent', pin: '4711', queues: ['sales'] }],
      surge: { ratio: { min: 1 }, human: { min: 0 }, catch: { min: 0, cause: BUSY }, grace: '0s', ...surge },
      callback: { window: { hours: [{ from: '00:00', to: '00:01' }] }, promisedTodayUntil: '00:01' },
      recording: { announce: false },
    },
  });
  t.teardown(() => box.close());
  await until(() => box.status().spans[0]?.inService === 30, 'all channels in service');
  await box.surge.heardEarly.note('trunk', 'heard'); // as `lines test-early-media` does
  await box.surge.say('on');
  box.agents.signIn('1001', '801');
  box.agents.notReady('1001', 'meal'); // somebody is there, but not now
  /** What is in the books of the captures when all is written. */
  const captures = async () => {
    await box.settled();
    const reads = openReads(data);
    const rows = await reads.selectFrom('capture').selectAll().execute();
    await reads.destroy();
    return rows;
  };
  return { box, far, captures };
}

/** He rings, and listens for a prompt from the first sound on. */
async function rings(far: End, prompt: string) {
  const wanted = far.media.loadPrompt(join(import.meta.dirname, '../../../../prompts/en', `${prompt}.wav`));
  await far.wait('promptLoaded', { prompt: wanted });
  far.media.listen(0, wanted);
  const heard = far.wait('heard', { channel: 0 }).then(
    () => true,
    () => false,
  );
  const call = far.media.dial({
    ...{ channel: 0, exclusive: true, called: { digits: ACCESS } },
    calling: { digits: NUMBER },
  });
  let isAnswered = false;
  const end = far.media.onFact((fact) => {
    isAnswered ||= fact.type === 'answered' && fact.call === call;
  });
  const cleared = far.wait('cleared', { call }).finally(end);
  return { call, heard, cleared, isAnswered: () => isAnswered };
}

t.test('spoken: answered, the whole promise, and the channel is free again', async (t) => {
  const { far, captures } = await house(t, {});
  const caller = await rings(far, 'surge');
  t.ok(await caller.heard, 'he hears the promise');
  t.match(await caller.cleared, { cause: 16 });
  t.ok(caller.isAnswered());
  t.match(await captures(), [{ number: `+86${NUMBER}`, promised: 1, source: 'callingNumber', detail: /spoken/ }]);
});

t.test('keepPlace: he waits, is told the key, and a callback is promised at his place', async (t) => {
  const { far, captures } = await house(t, { ways: [{ from: 0, way: 'keepPlace' }] });
  const caller = await rings(far, 'key-callback');
  t.ok(await caller.heard, 'he is told the key');
  far.media.sendDigits(0, '1');
  await caller.cleared;
  t.match(await captures(), [{ promised: 1, detail: /key/ }]);
});

t.test('before the answer: the promise in band, the cause, and never an answer', async (t) => {
  const { far, captures } = await house(t, { ways: [{ from: 0, way: 'earlyMedia' }] });
  const caller = await rings(far, 'surge');
  t.ok(await caller.heard, 'he hears it unanswered');
  t.match(await caller.cleared, { cause: BUSY });
  t.notOk(caller.isAnswered());
  t.match(await captures(), [{ promised: 1, detail: /"unconfirmed":true/ }]);
});

t.test('capture only: the number, the cause, no answer and no promise', async (t) => {
  const { far, captures } = await house(t, { ways: [{ from: 0, way: 'captureOnly' }] });
  const caller = await rings(far, 'surge');
  t.match(await caller.cleared, { cause: BUSY });
  t.notOk(caller.isAnswered());
  t.match(await captures(), [{ promised: 0, playedMs: null, detail: /captureOnly/ }]);
});
