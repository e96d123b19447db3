// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-13
// A wave over analog lines: computer agents take the number that the exchange has told, or ask for it by keys; callbacks go out over the same lines,
// and count by the line's reversal, or, where the exchange reverses none, by the key alone.
import t, { type Test } from 'tap';
import { toneZone } from '../../src/native/index.js';
import { LocalExchange, type SubscriberLine } from '../../src/sim/index.js';
import { agentId, linesBank, openBox, stationNumber } from '../support/box.js';
import { callerSound } from '../support/caller-id-sound.js';
import type { World } from '../support/world.js';

/** The next attempt comes at once. */
const SOON = { callback: { attempts: 3, spacing: { notConfirmed: '0s' } } };
const [TOLD, KEYED] = ['13912345678', '13800000009'];

async function wave(t: Test, exchange: { readonly answerBy?: 'reversal' } = {}) {
  const opened = await openBox(t, { e1s: 0, telephones: 1, lines: 3, signedIn: 0, ...withExchange(exchange) });
  const { world, box } = opened;
  const reverses = exchange.answerBy === 'reversal';
  const office = new LocalExchange(world.media, world.clock, 'office', { tones: toneZone('cn'), reverses });
  const line = (port: number) => office.lines[port - 1] as SubscriberLine;
  line(1).rings({ caller: { sound: await callerSound(world, TOLD), when: 'after' } });
  await world.until(() => line(1).offHook, 9_000);
  await world.until(() => !line(1).offHook, 60_000);
  const called: { readonly digits: string; readonly on: SubscriberLine }[] = [];
  for (const on of office.lines) on.dialled.on((digits) => called.push({ digits, on }));
  const signIn = () => box.agents.signIn(agentId(1), stationNumber(1));
  const attempts = () => opened.reads.selectFrom('callbackAttempt').selectAll().orderBy('startedAt').execute();
  const requests = () => opened.reads.selectFrom('callbackRequest').selectAll().execute();
  return { ...opened, line, called, signIn, attempts, requests };
}

/** The bank as the world's file has it, but for what the exchange does. */
function withExchange(exchange: object) {
  const carrier = { type: 'listen', path: '/run/stations.sock' };
  const stations = { name: 'stations', kind: 'analog', count: 1, carrier };
  const spans = [stations, linesBank({ lineCount: 3 } as World, exchange)];
  return { config: { board: { type: 'virtual', spans }, ...SOON } };
}

t.test('who is told by the exchange is promised at once, who is not is asked by keys', async (t) => {
  const { world, line, requests } = await wave(t);
  t.match(await requests(), [{ number: `+86${TOLD}` }]);
  const prompts = ['key-in-your-number', 'confirm-1-again-2'] as const;
  const asked = await Promise.all(
    prompts.map(async (name) => world.listen(line(2).channel, await world.load(`zh-CN/${name}`))),
  );
  line(2).rings();
  await world.until(() => asked[0]?.heard === true, 30_000);
  await world.advance(4_000);
  world.media.sendDigits(line(2).channel, `${KEYED}#`, { onMs: 80, offMs: 80 });
  await world.until(() => asked[1]?.heard === true, 30_000);
  await world.advance(4_000);
  world.media.sendDigits(line(2).channel, '1', { onMs: 80, offMs: 80 });
  await world.until(() => !line(2).offHook, 60_000);
  t.same((await requests()).map(({ number }) => number).sort(), [KEYED, TOLD].map((number) => `+86${number}`).sort());
});

t.test('a callback without reversal counts by the key alone: talk before it is no talk time', async (t) => {
  const { world, box, called, signIn, attempts, requests } = await wave(t);
  const voice = await world.load('zh-CN/leave-a-message');
  signIn();
  await world.until(() => called.length > 0, 120_000);
  const [{ digits, on } = { digits: '', on: undefined }] = called;
  t.equal(digits, TOLD);
  on?.ringsBack();
  await world.advance(6_000);
  on?.partyAnswers(voice);
  await world.advance(20_000);
  t.notOk(world.telephone(1).rings, 'a voice alone is nobody');
  await world.until(() => on?.offHook === false, 60_000);
  await box.settled();
  const [first] = await attempts();
  t.equal(first?.confirmedAt, null);
  t.match(await requests(), [{ state: 'open' }]);

  await world.until(() => called.length > 1, 4 * 3_600_000);
  const again = called[1]?.on;
  again?.ringsBack();
  await world.advance(6_000);
  again?.partyAnswers(voice);
  await world.advance(5_000);
  if (again) world.media.sendDigits(again.channel, '1', { onMs: 100, offMs: 100 });
  await world.until(() => world.telephone(1).rings, 20_000);
  world.telephone(1).lift();
  await world.advance(2_000);
  again?.partyHangsUp();
  await world.until(() => again?.offHook === false, 5_000);
  world.telephone(1).putDown();
  await world.advance(500);
  await box.settled();
  t.match(await requests(), [{ state: 'completed', lastOutcome: 'connected' }]);
});

t.test('with reversal the answer is certain, as on a trunk', async (t) => {
  const { world, box, called, signIn, attempts } = await wave(t, { answerBy: 'reversal' });
  signIn();
  await world.until(() => called.length > 0, 120_000);
  const on = called[0]?.on;
  on?.ringsBack();
  await world.advance(5_000);
  on?.partyAnswers();
  await world.advance(3_000);
  on?.partyHangsUp();
  await world.until(() => on?.offHook === false, 6_000);
  await box.settled();
  t.ok(((await attempts())[0]?.reachedAt ?? null) !== null, 'he was reached');
});
