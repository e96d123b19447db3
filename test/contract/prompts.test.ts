// SPDX-License-Identifier: GPL-2.0-or-later
// Can the promise be mistaken for another prompt? Whoever listens for it judges by 20 ms: no other prompt may have them too.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { wavChannels } from '../support/wav.js';
import { projectFile } from '../support/world.js';

const LANGUAGES = ['zh-CN', 'en'];
const SAME_WORDS = 'surge-6s.wav'; // the same sentence, cut for the benchmarks
const BASE = 0x01000193;

const rule = readFileSync(projectFile('native/dsp/prompt_windows.h'), 'utf8');
const figure = (name: string) => Number(new RegExp(`${name} = (\\d+);`).exec(rule)?.[1]);
const WINDOW = figure('kWindowBytes');
const TELLING = figure('kTellingValues');

const prompts = readdirSync(projectFile('prompts'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.wav'))
  .map((name) => ({ name, bytes: wavChannels(projectFile('prompts', name))[0] ?? Buffer.alloc(0) }));

/** Tells `found` of each window that can be told apart: its hash and its first byte's place. */
function tellingWindows(bytes: Buffer, found: (hash: number, at: number) => void): void {
  const top = Array.from({ length: WINDOW - 1 }).reduce<number>((power) => Math.imul(power, BASE), 1);
  const seen = new Uint8Array(256);
  let [values, hash] = [0, 0];
  for (let end = 0; end < bytes.length; end++) {
    const gone = end - WINDOW;
    if (gone >= 0) {
      const old = bytes[gone] ?? 0;
      hash = (hash - Math.imul(old + 1, top)) | 0;
      seen[old] = (seen[old] ?? 0) - 1;
      if (seen[old] === 0) values--;
    }
    const next = bytes[end] ?? 0;
    hash = (Math.imul(hash, BASE) + next + 1) | 0;
    if (seen[next] === 0) values++;
    seen[next] = (seen[next] ?? 0) + 1;
    if (gone >= -1 && values >= TELLING) found(hash, gone + 1);
  }
}

/** Where another prompt has a telling window of this one; undefined: nowhere. */
function shared(promise: Buffer, windows: ReadonlyMap<number, readonly number[]>, other: Buffer): number | undefined {
  let place: number | undefined;
  tellingWindows(other, (hash, at) => {
    const same = (start: number) => promise.compare(other, at, at + WINDOW, start, start + WINDOW) === 0;
    if (place === undefined && windows.get(hash)?.some(same)) place = at;
  });
  return place;
}

t.test('the rule is the one that the engine listens by', async (t) => {
  t.same([WINDOW, TELLING], [160, 32]);
  t.ok(prompts.length > 200, 'all prompts of both languages, and the music');
});

for (const language of LANGUAGES) {
  t.test(`no other prompt has 20 ms in common with the promise in ${language}`, async (t) => {
    const name = join(language, 'surge.wav');
    const promise = prompts.find((prompt) => prompt.name === name)?.bytes ?? Buffer.alloc(0);
    const windows = new Map<number, number[]>();
    tellingWindows(promise, (hash, at) => windows.set(hash, [...(windows.get(hash) ?? []), at]));
    t.ok(windows.size > promise.length / 2, 'most of it tells itself from other sounds');
    t.equal(shared(promise, windows, promise), 0, 'it is found where it is');

    const others = prompts.filter((prompt) => prompt.name !== name && prompt.name !== join(language, SAME_WORDS));
    t.same(
      others.filter(({ bytes }) => shared(promise, windows, bytes) !== undefined).map((other) => other.name),
      [],
    );
  });
}
