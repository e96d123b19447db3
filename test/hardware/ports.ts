// SPDX-License-Identifier: GPL-2.0-or-later
// What does a telephone at a port do, and what does a line to an exchange tell? Runs in the machine of tools/dahdi-vm
// (npm run test:dahdi).

import { isDeepStrictEqual } from 'node:util';
import t, { type Test } from 'tap';
import { SystemClock, sleep } from '../../src/kernel/index.js';
import { End } from './dahdi-world.js';
import { pull, putBack, RawPort } from './driver.js';
import { BOX, bank, EXCHANGE } from './spillway-conf.js';

const FIRST = 0;
const BANK_SPAN = 3; // the driver's number of ours
const TRIES = 4;
const DIAL = ['1', '5', '9', '0'] as const;
const ourPorts = { board: { type: 'dahdi', spans: [bank('stations', BOX.bank, 'station')] }, signalling: [] } as const;
const theirPorts = {
  board: { type: 'dahdi', spans: [bank('telephones', EXCHANGE.bank, 'telephone')] },
  signalling: [],
} as const;

function stations(t: Test): End {
  return new End(t, ourPorts);
}

function telephones(t: Test): End {
  return new End(t, theirPorts);
}

/** Openings right after lifting are the contact's bounce. */
const atRest = () => sleep(new SystemClock(), 1_000);

t.test('every telephone of the bank rings, is lifted, flashes, keys its own digits and hangs up', async (t) => {
  const ours = stations(t);
  const theirs = telephones(t);
  const ports = ours.media.channels.map(({ index }) => index);
  const all = <T>(act: (port: number) => Promise<T>) => Promise.all(ports.map(act));

  for (const port of ports) ours.media.ring(port, true);
  await all((channel) => theirs.wait('ringStarted', { channel }));
  for (const port of ports) theirs.media.hook(port, true);
  await all((channel) => ours.wait('offHook', { channel }));
  await all((channel) => theirs.wait('ringStopped', { channel }));

  // As a box listens from the lifting on: a port that nobody hears is not read, and its first block comes when it is.
  for (const port of ports) ours.media.detect(port, true);
  await atRest();
  for (const port of ports) theirs.media.flash(port);
  await all((channel) => ours.wait('flash', { channel }));

  for (const port of ports) {
    theirs.media.sendDigits(port, `${port}*${port}#`, { onMs: 100, offMs: 100 });
  }
  await all((channel) => ours.wait('digit', { channel, digit: '#' }));
  const heard = ports.map((port) => ours.digits(port));
  const keyed = ports.map((port) => `${port}*${port}#`);
  const slips = ours.media.counters().slips + theirs.media.counters().slips;
  t.comment(`${slips} slips: ${heard}`);
  t.ok(
    slips > 0 || isDeepStrictEqual(heard, keyed),
    'each line hears its own digits; only a slip may break one in two',
  );

  for (const port of ports) theirs.media.hook(port, false);
  await all((channel) => ours.wait('onHook', { channel }));
});

/**
 * What the box takes a digit for. A machine that stands still for 50 ms, as an emulated one may, misses a pulse: then it
 * is dialled again.
 */
async function dialled(t: Test, ours: End, telephone: RawPort, digit: string): Promise<string> {
  for (let tries = 1; ; tries++) {
    const told = ours.next('digit');
    telephone.pulse(digit);
    const heard = await told;
    t.equal(heard.source, 'pulse');
    await atRest();
    if (heard.digit === digit || tries === TRIES) return heard.digit;
    t.comment(`${digit} was heard as ${heard.digit}`);
  }
}

t.test('a dial of old sends pulses: they are digits', async (t) => {
  const ours = stations(t);
  const telephone = new RawPort(t, EXCHANGE.bank);

  telephone.hook(true);
  await ours.wait('offHook', { channel: FIRST });
  await atRest();
  for (const digit of DIAL) t.equal(await dialled(t, ours, telephone, digit), digit);
  telephone.hook(false);
  await ours.wait('onHook', { channel: FIRST });
});

t.test('an exchange that hangs up takes the current of the line away: told as onHook', async (t) => {
  const theirs = telephones(t);
  const exchange = new RawPort(t, BOX.bank);

  theirs.media.hook(FIRST, true);
  exchange.hook(true);
  await atRest();
  exchange.hook(false);

  await theirs.wait('onHook', { channel: FIRST });
  t.pass('the far end has hung up');
  theirs.media.hook(FIRST, false);
});

t.test(
  'a bank that is pulled while a telephone is lifted: it is put down, and rings and answers when it is back',
  async (t) => {
    const ours = stations(t);
    const theirs = telephones(t);
    theirs.media.hook(FIRST, true);
    await ours.wait('offHook', { channel: FIRST });
    const putDown = ours.next('onHook');

    const card = pull(BANK_SPAN);
    t.match(await ours.wait('alarmRaised'), { alarm: 'notOpen' });
    t.match(await putDown, { channel: FIRST });

    putBack(card, `fxoks=${card.first}-${card.last}\n`);
    await ours.wait('alarmCleared', { alarm: 'notOpen' });
    await atRest(); // the box has looked at the line by then
    const putDownAgain = ours.next('onHook'); // it was still lifted
    theirs.media.hook(FIRST, false);
    await putDownAgain;
    await atRest();
    await atRest();
    const [rings, lifted] = [theirs.next('ringStarted'), ours.next('offHook')];
    ours.media.ring(FIRST, true);
    await rings;
    theirs.media.hook(FIRST, true);
    await lifted;
    ours.media.detect(FIRST, true);
    await atRest();
    for (let tries = 1; tries <= TRIES && !ours.digits(FIRST).includes('7'); tries++) {
      const sending = theirs.media.sendDigits(FIRST, '7', { onMs: 100, offMs: 100 });
      await theirs.wait('finished', { operation: sending });
      await atRest();
    }
    t.match(ours.digits(FIRST), /7/);
  },
);
