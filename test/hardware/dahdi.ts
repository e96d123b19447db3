// SPDX-License-Identifier: GPL-2.0-or-later
// Does the engine work on the real DAHDI driver? Runs in the machine of tools/dahdi-vm (npm run test:dahdi).

import t from 'tap';
import { projectFile } from '../contract/engine-world.js';
import { box, End, exchange, heardKeys } from './dahdi-world.js';

const slot = 0;
const station = 31; // the first port, behind the E1's 31 channels
const telephone = 31;

t.test('a call comes in over the E1, with digits and prompts both ways, and is cleared', async (t) => {
  const ours = new End(t, box);
  const theirs = new End(t, exchange);
  await Promise.all([ours.wait('dChannelUp'), theirs.wait('dChannelUp')]);

  const dialled = theirs.media.dial({
    channel: slot,
    exclusive: true,
    called: { digits: '4001234' },
    calling: { digits: '13912345678' },
  });
  const offered = await ours.wait('offered');
  t.match(offered, { channel: slot, called: '4001234', calling: '13912345678' });
  ours.media.proceed(offered.call);
  ours.media.alert(offered.call);
  await theirs.wait('alerting', { call: dialled });
  ours.media.answer(offered.call);
  await Promise.all([theirs.wait('answered', { call: dialled }), ours.wait('answered', { call: offered.call })]);

  t.equal(await heardKeys(ours, theirs, { hears: slot, sends: slot, digits: '159*0#' }), '159*0#');

  const file = projectFile('prompts/en/callback-greeting.wav');
  const prompts = [ours, theirs].map((end) => end.media.loadPrompt(file));
  const [played = 0, heard = 0] = prompts;
  await Promise.all([ours.wait('promptLoaded', { prompt: played }), theirs.wait('promptLoaded', { prompt: heard })]);
  const listening = theirs.media.listen(slot, heard);
  ours.media.play(slot, [played]);
  await theirs.wait('heard', { operation: listening });

  theirs.media.clear(dialled, 16);
  t.match(await ours.wait('cleared', { call: offered.call }), { cause: 16, remote: true });
  t.match(await theirs.wait('cleared', { call: dialled }), { cause: 16 });
});

t.test('a telephone rings, answers, dials by tones and hangs up', async (t) => {
  const ours = new End(t, box);
  const theirs = new End(t, exchange);

  ours.media.ring(station, true);
  await theirs.wait('ringStarted', { channel: telephone });
  theirs.media.hook(telephone, true);
  await ours.wait('offHook', { channel: station });

  t.equal(await heardKeys(ours, theirs, { hears: station, sends: telephone, digits: '86' }), '86');

  theirs.media.hook(telephone, false);
  await ours.wait('onHook', { channel: station });
  t.ok(ours.media.counters().ticks > 0);
});
