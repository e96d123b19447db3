// SPDX-License-Identifier: GPL-2.0-or-later
// Does `lines test-early-media` tell an exchange that lets the caller hear us before the answer from one that does not?
import t from 'tap';
import { speechOf } from '../../src/ivr/index.js';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';

const FROM = '13912345678';

/** Calls, listens for the code before the answer, and keys what `keys` makes of it when he is asked. */
async function trial({ world, box }: BoxWorld, keys: (code: string) => string) {
  const prompts: [string, number][] = [];
  for (const digit of '4071') {
    const [name] = speechOf('zh-CN').digits(digit);
    prompts.push([digit, await world.load(`zh-CN/${name}`)]);
  }
  const asked = await world.load('zh-CN/early-media-ask');
  const result = box.earlyMedia.run({ from: '5678', within: 60_000, code: '4071' });
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
