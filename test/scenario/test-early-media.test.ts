// SPDX-License-Identifier: GPL-2.0-or-later
// Does `lines test-early-media` tell an exchange that lets the caller hear us before the answer from one that does not?
import { readFileSync } from 'node:fs';
import t from 'tap';
import { speechOf } from '../../src/ivr/index.js';
import { deferred } from '../../src/kernel/index.js';
import { ACCESS_NUMBER, type BoxOptions, type BoxWorld, openBox, shut } from '../support/box.js';
import { shop } from '../support/shop.js';

const FROM = '13912345678';

/** Calls, listens for the code before the answer, and keys what `keys` makes of it when he is asked. */
async function trial(
  { world, box }: Pick<BoxWorld, 'world' | 'box'>,
  keys: (code: string) => string,
  begun?: ReturnType<BoxWorld['box']['earlyMedia']['run']>,
) {
  const prompts: [string, number][] = [];
  for (const digit of '4071') {
    const [name] = speechOf('zh-CN').digits(digit);
    prompts.push([digit, await world.load(`zh-CN/${name}`)]);
  }
  const asked = await world.load('zh-CN/early-media-ask');
  const result = begun ?? box.earlyMedia.run({ from: '5678', within: 60_000, code: '4071' });
  const leg = world.network.call(ACCESS_NUMBER, FROM);
  const digits = prompts.map(([digit, prompt]) => ({ digit, at: world.listen(leg.channel.index, prompt) }));
  const ask = world.listen(leg.channel.index, asked);
  await world.until(() => ask.heard, 20_000);
  const heard = digits.filter(({ at }) => at.heard).map(({ digit }) => digit);
  await world.advance(3_000);
  const keyed = keys('4071');
  if (keyed !== '') leg.sendDigits(keyed);
  await world.until(() => leg.state === 'cleared', 60_000);
  return { result: await result, heard, leg };
}

t.test('the code is heard before the answer and keyed after it', async (t) => {
  const place = await openBox(t, { telephones: 1 });
  const { result, heard, leg } = await trial(place, (code) => code);
  t.same(result, { outcome: 'heard', group: 'telecom', keyed: '4071' });
  t.same(heard, ['4', '0', '7', '1']);
  const before = (leg.stamps.answer ?? 0) - leg.stamps.start;
  t.ok(before > 3_000 && before < 10_000, `unanswered for ${before} ms, less than T310`);
});

t.test('other digits, none, and hanging up are told apart; another caller is not taken for it', async (t) => {
  const place = await openBox(t, { telephones: 1 });
  t.match((await trial(place, () => '1234')).result, { outcome: 'notHeard', keyed: '1234' });
  t.match((await trial(place, () => '')).result, { outcome: 'notHeard', keyed: '' });

  const { world, box } = place;
  const hasty = box.earlyMedia.run({ from: '5678', within: 60_000 });
  const other = world.network.call(ACCESS_NUMBER, '13700000001');
  await world.until(() => other.state === 'connected', 5_000);
  const leg = world.network.call(ACCESS_NUMBER, FROM);
  await world.advance(2_000);
  t.not(leg.state, 'connected');
  leg.clear();
  await world.until(() => leg.state === 'cleared');
  await world.advance(500);
  t.same(await hasty, { outcome: 'hungUp', group: 'telecom' });

  const nobody = box.earlyMedia.run({ within: 5_000 });
  await t.rejects(box.earlyMedia.run({ within: 5_000 }), { code: 'REFUSED' });
  await world.advance(5_100);
  t.same(await nobody, { outcome: 'noCall', group: 'telecom' });
  await t.rejects(box.earlyMedia.run({ group: 'no', within: 1_000 }), { code: 'NOT_FOUND' });
});

const EARLY = { trunkGroups: [{ name: 'telecom', spans: ['e1-1'], earlyMedia: true }] };
const CAUGHT: BoxOptions = {
  telephones: 1,
  config: {
    ...EARLY,
    surge: { full: 0.8, ratio: { min: 1 }, human: { min: 0 }, ways: [{ from: 0, way: 'earlyMedia' }] },
  },
};
const untested = async ({ box, world }: BoxWorld) => {
  await world.advance(70_000); // an alarm that is over is told when it has stayed so
  return (await box.alarms.list()).some(({ code }) => code === 'EARLY_MEDIA_UNTESTED');
};

/** In a surge that somebody has begun: is a caller answered, or told before the answer? */
async function isAnswered({ world, box }: BoxWorld): Promise<boolean> {
  await world.during(box.surge.say('on'));
  const leg = world.network.call(ACCESS_NUMBER, FROM);
  await world.until(() => leg.state === 'cleared', 40_000);
  await world.advance(500);
  return leg.stamps.answer !== undefined;
}

t.test('the setting alone is nothing: without a test callers are answered, and an alarm says why', async (t) => {
  const place = await openBox(t, CAUGHT);
  const { world, box, events } = place;
  t.ok(await untested(place));
  t.equal(await isAnswered(place), true);

  t.match((await trial(place, (code) => code)).result, { outcome: 'heard' });
  t.notOk(await untested(place), 'a caller has heard it');
  t.equal(await isAnswered(place), false);
  const since = box.surge.heardEarly.since('telecom') ?? 0;
  t.ok(world.clock.utc(world.clock.now()) - since < 300_000, 'with its date');

  t.match((await trial(place, () => '1234')).result, { outcome: 'notHeard' });
  t.ok(await untested(place), 'what was found before holds no more');
  t.equal(await isAnswered(place), true);
  t.same(
    (await events('lines.earlyMediaTested')).map(({ detail }) => JSON.parse(detail ?? '{}').outcome),
    ['heard', 'notHeard'],
  );
});

t.test('what was found holds over a restart', async (t) => {
  const first = await openBox(t, CAUGHT);
  t.match((await trial(first, (code) => code)).result, { outcome: 'heard' });
  await shut(first);
  const second = await openBox(t, { ...CAUGHT, data: `${first.world.folder}/data` });
  t.type(second.box.surge.heardEarly.since('telecom'), 'number');
  t.equal(await isAnswered(second), false);
});

t.test('the command switches it on when it is heard, and only then', async (t) => {
  const place = await shop(t, { telephones: 1 });
  const { box, world, path, spillway } = place;
  const { earlyMedia } = box;
  const run = earlyMedia.run.bind(earlyMedia);
  const isOn = () => box.surge.heardEarly.mayUse('telecom');
  /** The command with a code that the test knows. */
  const tested = async (keys: (code: string) => string, ...more: string[]) => {
    const asked = deferred<void>();
    let begun: ReturnType<typeof run> | undefined;
    earlyMedia.run = (question, signal) => {
      begun = run({ ...question, code: '4071' }, signal);
      asked.resolve();
      return begun;
    };
    const typed = spillway('lines', 'test-early-media', '--from', '5678', '--within', '10min', ...more);
    await world.during(Promise.race([asked.promise, typed]));
    await trial(place, keys, begun);
    return world.during(typed, 3_600_000); // a change of the file is a thread's work
  };
  t.match(await tested((code) => code, '--no-switch-on'), { code: 0, text: /heard.*Write earlyMedia: true/s });
  t.equal(isOn(), false);
  t.match(await tested(() => '1234'), { code: 0, text: /not heard/ });
  t.equal(isOn(), false);
  t.match(await tested((code) => code), { code: 0, text: /earlyMedia is on for it now/ });
  t.match(readFileSync(path, 'utf8'), /earlyMedia: true/);
  t.equal(isOn(), true, 'taken by the running box');
  t.match(JSON.parse((await tested((code) => code, '--json')).text), { outcome: 'heard', isOn: true });
});
