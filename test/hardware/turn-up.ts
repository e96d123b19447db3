// SPDX-License-Identifier: GPL-2.0-or-later
// Does a turn-up go as docs/turn-up.md says, on the real DAHDI driver? Runs in the machine of tools/dahdi-vm (npm run test:dahdi):
// the driver's own program takes what is proposed, and a trace shows the first call on both ends.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { loadConfig } from '../../src/config/index.js';
import { decodeFrame, elementValue } from '../../src/line/index.js';
import type { TracedFrame } from '../../src/native/index.js';
import { command } from '../support/command.js';
import { box, End, exchange } from './dahdi-world.js';

t.test(
  'what is proposed for this driver: dahdi_cfg takes it, spillway check too, and doctor finds its channels',
  async (t) => {
    const folder = join(t.testdir({}), 'proposal');
    const propose = ['doctor', '--propose', '--number', '88880001', '--write', folder];

    t.match(await command(...propose), { code: 0, complaint: '' });
    t.match(await command(...propose), { code: 1, complaint: /never overwritten/ });

    const conf = join(folder, 'system.conf');
    execFileSync('dahdi_cfg', ['-t', '-c', conf], { stdio: 'pipe' }); // throws when it does not take a line
    const settings = readFileSync(conf, 'utf8')
      .split('\n')
      .filter((line) => /^[a-z]/.test(line));
    t.same(settings.slice(0, 6), [
      'dynamic=loc,0:0,31,0',
      'bchan=1-15,17-31',
      'dchan=16',
      'dynamic=loc,0:1,31,0',
      'bchan=32-46,48-62',
      'dchan=47',
    ]);
    t.match(settings, { length: 14 });
    const parsed = loadConfig(join(folder, 'spillway.yaml'));
    t.match(parsed, { config: { board: { spans: [{ name: 'e1-1' }, { name: 'e1-2' }, { name: 'phones' }] } } });

    const { text } = await command('doctor', join(folder, 'spillway.yaml'), '--json');
    const { findings } = JSON.parse(text) as { findings: { name: string; verdict: string }[] };
    for (const name of ['configuration', 'driver', 'spans', 'channels'])
      t.match(
        findings.find((finding) => finding.name === name),
        { verdict: 'good' },
        name,
      );
  },
);

/** Messages by name with who sent them, as one end's tap tells them. */
const story = (frames: readonly TracedFrame[]) =>
  frames.flatMap(({ direction, bytes }) => {
    const name = decodeFrame(bytes).message?.name;
    return name === undefined ? [] : [`${direction} ${name}`];
  });

t.test('a trace shows the same call at both ends, frame by frame', async (t) => {
  const ours = new End(t, box);
  const theirs = new End(t, exchange);
  await Promise.all([ours.wait('dChannelUp'), theirs.wait('dChannelUp')]);
  const [here, there]: [TracedFrame[], TracedFrame[]] = [[], []];
  ours.media.onFrame(0, (frame) => here.push(frame));
  theirs.media.onFrame(0, (frame) => there.push(frame));

  const dialled = theirs.media.dial({ channel: 4, called: { digits: '88880001' }, calling: { digits: '13912345678' } });
  const offered = await ours.wait('offered');
  ours.media.answer(offered.call);
  await theirs.wait('answered', { call: dialled });
  theirs.media.clear(dialled, 16);
  await Promise.all([ours.wait('cleared'), theirs.wait('cleared')]);

  const mirrored = (line: string) => line.replace(/^\w+/, (word) => (word === 'sent' ? 'received' : 'sent'));
  t.same(story(here), [
    'received SETUP',
    'sent CONNECT',
    'received CONNECT ACKNOWLEDGE',
    'received DISCONNECT',
    'sent RELEASE',
    'received RELEASE COMPLETE',
  ]);
  t.same(new Set(story(there).map(mirrored)), new Set(story(here)));
  const setup = decodeFrame(
    here.find(({ bytes }) => decodeFrame(bytes).message?.name === 'SETUP')?.bytes ?? new Uint8Array(),
  );
  t.equal(elementValue(setup.message?.elements ?? [], 'calledNumber')?.digits, '88880001');
  t.ok([...here, ...there].every(({ use, fault, lostBefore }) => use === 'whole' && fault === '' && lostBefore === 0));
});
