// SPDX-License-Identifier: GPL-2.0-or-later
// What of a caller who withholds his number? He is asked to key one in, hears it read back, and confirms it.
import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { speechOf } from '../../src/ivr/index.js';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';
import { takeDown } from '../support/people.js';
import { wavChannels } from '../support/wav.js';
import { projectFile, type World } from '../support/world.js';

/** Nobody is signed in, so a computer agent answers; the exchange sends a number that is not to be shown. */
async function withheld(t: Test, signedIn = 0): Promise<BoxWorld & { readonly caller: TrunkLeg }> {
  const box = await openBox(t, { signedIn });
  const calling = {
    digits: '13912345678',
    type: 'national',
    plan: 1,
    presentation: 'restricted',
    screening: 3,
  } as const;
  const caller = box.world.network.call(ACCESS_NUMBER, '', { calling });
  await box.world.until(() => caller.state === 'connected');
  return { ...box, caller };
}

async function hears(world: World, caller: TrunkLeg, prompt: string): Promise<void> {
  const heard = world.listen(caller.channel.index, await world.load(`zh-CN/${prompt}`));
  await world.until(() => heard.heard);
}

const bytesOf = (name: string) => wavChannels(projectFile('prompts/zh-CN', `${name}.wav`))[0] ?? Buffer.alloc(0);

t.test(
  'he keys a number in, hears it read back digit by digit, confirms, and is promised a callback there',
  async (t) => {
    const { world, reads, caller } = await withheld(t);
    const heard = takeDown(world, caller);
    await hears(world, caller, 'key-in-your-number');
    caller.sendDigits('13800138000#');
    await hears(world, caller, 'confirm-1-again-2');
    t.same(await reads.selectFrom('capture').selectAll().execute(), [], 'nothing is kept that he has not confirmed');
    caller.sendDigits('1');
    await hears(world, caller, 'surge');
    await world.until(() => caller.state === 'cleared');
    await world.advance(100);

    const readBack = ['you-entered', ...speechOf('zh-CN').digits('13800138000'), 'confirm-1-again-2'].map(bytesOf);
    t.ok(heard.bytes().includes(Buffer.concat(readBack.slice(0, -1))));
    const captures = await reads.selectFrom('capture').selectAll().execute();
    t.match(captures, [{ number: '+8613800138000', raw: '13800138000', source: 'keyedIn', promised: 1 }]);
    const calls = await reads.selectFrom('call').selectAll().execute();
    t.match(calls, [{ disposition: 'captured', calling: null, callingRaw: null, callingPresentation: 'restricted' }]);
    const legs = await reads.selectFrom('leg').selectAll().execute();
    const all = JSON.stringify([calls, legs, await reads.selectFrom('event').selectAll().execute()]);
    t.notMatch(all, /13912345678/, 'what he withholds stands in no record');
  },
);

t.test('a number that cannot be called is refused, and one keyed in wrongly can be keyed in again', async (t) => {
  const { world, reads, caller } = await withheld(t);
  await hears(world, caller, 'key-in-your-number');
  caller.sendDigits('110#');
  await hears(world, caller, 'number-unusable');
  caller.sendDigits('13800138001#');
  await hears(world, caller, 'confirm-1-again-2');
  caller.sendDigits('2');
  await hears(world, caller, 'key-in-your-number');
  caller.sendDigits('02154321000#');
  await hears(world, caller, 'confirm-1-again-2');
  caller.sendDigits('1');
  await world.until(() => caller.state === 'cleared');

  t.match(await reads.selectFrom('capture').selectAll().execute(), [{ number: '+862154321000', source: 'keyedIn' }]);
});

t.test('one who keys nothing in is promised nothing', async (t) => {
  const { world, reads, caller } = await withheld(t);
  const promise = world.listen(caller.channel.index, await world.load('zh-CN/surge'));
  await world.until(() => caller.state === 'cleared', 120_000);
  await world.advance(100);

  t.notOk(promise.heard);
  t.same(await reads.selectFrom('capture').selectAll().execute(), []);
  t.match(await reads.selectFrom('call').selectAll().execute(), [{ disposition: 'refused', reason: 'noNumber' }]);
});

t.test('one who hangs up before he has confirmed is promised nothing', async (t) => {
  const { world, reads, caller } = await withheld(t);
  await hears(world, caller, 'key-in-your-number');
  caller.sendDigits('13800138000#');
  await hears(world, caller, 'confirm-1-again-2');
  caller.clear();
  await world.advance(200);

  t.same(await reads.selectFrom('capture').selectAll().execute(), []);
  t.match(await reads.selectFrom('call').selectAll().execute(), [{ disposition: 'abandoned' }]);
});
