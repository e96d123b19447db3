// SPDX-License-Identifier: GPL-2.0-or-later
// Does a stored clip play to caller and agent when the agent dials its code amid a call, and do they talk on?
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { packagedPrompts } from '../../src/config/index.js';
import { callInHand } from '../support/call-in-hand.js';

const clips = [
  { code: '01', prompt: 'recording-announcement', name: 'terms' },
  { code: '02', prompt: 'info-repair', to: 'caller' },
];

t.test('by its code after a flash: both hear it, or the caller alone, and nobody is cut off', async (t) => {
  const { world, telephone, caller, hears } = await callInHand(t, { config: { clips } });
  const play = async (code: string, prompt: string) => {
    const sound = await world.load(`zh-CN/${prompt}`);
    telephone.flash();
    await world.advance(1_000);
    const told = { caller: world.listen(caller.channel.index, sound), agent: world.listen(telephone.channel, sound) };
    telephone.dial(`*76${code}`);
    await world.until(() => told.caller.heard, 8_000);
    await world.advance(3_000);
    return told;
  };
  const both = await play('01', 'recording-announcement');
  t.ok(both.agent.heard, 'the agent hears it, too');
  await world.advance(5_000);
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
  const one = await play('02', 'info-repair');
  t.notOk(one.agent.heard, 'that one is for the caller');
  await world.advance(8_000);
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
});

t.test('a code that nobody has says so, and the customer is held as before', async (t) => {
  const { world, telephone, hears } = await callInHand(t, { config: { clips } });
  telephone.flash();
  await world.advance(1_000);
  const refused = world.listen(telephone.channel, await world.load('zh-CN/agent-not-possible'));
  telephone.dial('*7699');
  await world.until(() => refused.heard, 8_000);
  await world.advance(2_000);
  telephone.flash();
  await world.advance(1_000);
  t.match(await hears(), { customer: 'agent', agent: 'customer' });
});

t.test(
  'a clip can be a WAV file of the shop; one that is not there, and a code that stands twice, are told',
  async (t) => {
    const folder = t.testdir();
    const file = join(folder, 'terms.wav');
    copyFileSync(join(packagedPrompts(), 'zh-CN/info-repair.wav'), file);
    const { world, telephone, caller } = await callInHand(t, { config: { clips: [{ code: '07', prompt: file }] } });
    telephone.flash();
    await world.advance(1_000);
    const heard = world.listen(caller.channel.index, await world.load('zh-CN/info-repair'));
    telephone.dial('*7607');
    await world.until(() => heard.heard, 8_000);
    await t.rejects(
      callInHand(t, { config: { clips: [{ code: '07', prompt: 'nothing' }] } }),
      /there is no prompt "nothing"/,
    );
    await t.rejects(callInHand(t, { config: { clips: [clips[0], clips[0]] } }), /stands twice|twice/);
  },
);
