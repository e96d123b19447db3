// SPDX-License-Identifier: GPL-2.0-or-later
// Is what an engine needs locked in memory, does it work where that is not allowed, and is that told?

import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { checkMemory, lockedAtMost } from '../../src/cli/doctor/memory.js';
import { type EngineOptions, NativeMedia } from '../../src/native/index.js';
import { LOOP, projectFile } from '../contract/engine-world.js';
import { madeUpMachine, withoutCard } from '../unit/doctor/made-up-machine.js';

const NATIVE = new URL('../../src/native/index.js', import.meta.url).href;
const THREADED = { ...LOOP, stepped: false };

/** `count` E1s without a far end. */
function trunks(count: number): EngineOptions {
  const spans = Array.from({ length: count }, (_, index) => ({
    name: `e1-${index}`,
    kind: 'e1' as const,
    carrier: { type: 'loop' as const, peer: `e1-${index ^ 1}` },
  }));
  return { ...THREADED, board: { type: 'virtual', spans }, signalling: [] };
}

t.test('an engine asks for as much as doctor says at most, and not much less', async (t) => {
  for (const count of [2, 16]) {
    const media = new NativeMedia(trunks(count));
    const { lockedBytes, unlockedBytes } = media.counters();
    media.close();

    const spans = Array.from({ length: count }, (_, i) => ({ name: `e1-${i}`, kind: 'e1' as const }));
    const atMost = lockedAtMost({ boards: [{ type: 'virtual', spans }] } as never);
    t.ok(lockedBytes + unlockedBytes < atMost);
    t.ok(lockedBytes + unlockedBytes > atMost / 10);
  }
});

t.test('all prompts of the package do not lift it over that', async (t) => {
  const media = new NativeMedia(THREADED);
  t.teardown(() => media.close());
  const sum = () => media.counters().lockedBytes + media.counters().unlockedBytes;
  const before = sum();
  const names = readdirSync(projectFile('prompts'), { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.wav'));
  const loaded = new Promise<void>((resolve) => {
    let awaited = files.length;
    media.onFact(({ type }) => {
      if (type === 'promptLoaded') awaited -= 1;
      if (awaited === 0) resolve();
    });
  });
  for (const file of files) media.loadPrompt(projectFile(join('prompts', file)), { playedOnly: true });
  await loaded;

  const kept = sum() - before;
  const bytes = files.reduce((sum, file) => sum + statSync(projectFile(join('prompts', file))).size, 0);
  t.ok(kept >= bytes * 0.9 && kept < bytes * 1.25, `${kept} for ${bytes}: nothing but their sound`);
});

t.test('with 64 KiB all works, the counters tell what is not locked, and so does doctor', async (t) => {
  const script = `
    const { NativeMedia, loadAddon } = await import(${JSON.stringify(NATIVE)});
    const { readFileSync } = await import('node:fs');
    loadAddon(); // while the files can be read
    const root = process.geteuid() === 0;
    if (root) process.seteuid(65534);
    const media = new NativeMedia(${JSON.stringify(THREADED)});
    if (root) process.seteuid(0);
    media.detect(0, true);
    media.sendDigits(31, '1');
    media.onFact((fact) => {
      if (fact.type !== 'digit') return;
      const { lockedBytes, unlockedBytes } = media.counters();
      const limits = readFileSync('/proc/self/limits', 'utf8');
      console.log(JSON.stringify({ digit: fact.digit, lockedBytes, unlockedBytes, limits }));
      media.close();
    });`;
  const child = spawnSync(
    'sh',
    ['-c', 'ulimit -l 64; exec "$0" --input-type=module -e "$1"', process.execPath, script],
    { encoding: 'utf8', timeout: 60_000 },
  );
  t.match(child, { status: 0, stderr: '' });

  const told = JSON.parse(child.stdout);
  t.match(told, { digit: '1' });
  t.ok(told.lockedBytes > 0 && told.lockedBytes <= 65_536, `${told.lockedBytes}`);
  t.ok(told.unlockedBytes > 18_000_000, `${told.unlockedBytes}`);
  const finding = await checkMemory(madeUpMachine({ '/proc/self/limits': told.limits }), withoutCard);
  t.match(finding, { verdict: 'warning', what: { en: /Only 64 KiB/ }, remedy: { en: /LimitMEMLOCK=infinity/ } });
});
