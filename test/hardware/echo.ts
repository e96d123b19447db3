// SPDX-License-Identifier: GPL-2.0-or-later
// What does the driver's echo canceller take out, and are keys heard under our own prompt? Runs in the machine of
// tools/dahdi-vm (npm run test:dahdi): telephones whose lines have an echo inside the driver, by echo-path.ts.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parseConfig, problemLine } from '../../src/config/index.js';
import { engineOptions } from '../../src/engine/rooms/board-options.js';
import { SystemClock, sleep } from '../../src/kernel/index.js';
import { projectFile } from '../contract/engine-world.js';
import { wav } from '../support/wav.js';
import { End } from './dahdi-world.js';
import { EchoPaths } from './echo-path.js';
import { atLevel, encoded, linear, onset, power, ratioDb, residues, stretch } from './echo-sound.js';
import { folder } from './folder.js';
import { readPrompt, readRecording } from './wav.js';

const CONFIG = `board:
  type: dahdi
  spans:
    - { name: phones, kind: analog, channels: [29-31], exceptions: [{ channels: 31, echoCanceller: off }] }
accessNumbers: [{ number: '1', queue: a }]
queues: [{ name: a }]
`;
const TELEPHONES = [32, 33, 34] as const;
/** The last one has no canceller: it says what there would be to cancel. */
const DELAYS = [5, 20, 5] as const;
const PORTS = [0, 1, 2] as const;
const CANCELLED = [0, 1] as const;
const BARE = 2;
const LOSS = 10;
const DIGITS = 100;
/**
 * A machine that does not keep up breaks digits and voices: each slip may cost one digit or make a false one, and sets the canceller
 * back. It is told, and less is asked for by that much.
 */
const DB_A_SLIP = 2;
const MOST_SLIPS = 10;
const ENOUGH_PIECES = 50;
const clock = new SystemClock();

/** The box by its file, the telephones, and the lines between them. */
class Lines {
  readonly ours: End;
  readonly theirs: End;
  readonly folder: string;

  constructor(t: Test) {
    const parsed = parseConfig(CONFIG, 'echo', { hasPrompt: () => true });
    if ('problems' in parsed) throw new Error(parsed.problems.map(problemLine).join('\n'));
    this.ours = new End(t, engineOptions(parsed.config, false, clock.now()));
    const far = { name: 'far', kind: 'analog', channels: TELEPHONES, side: 'telephone' } as const;
    this.theirs = new End(t, { board: { type: 'dahdi', spans: [far] }, signalling: [] });
    const paths = new EchoPaths(t);
    for (const port of PORTS) paths.add(TELEPHONES[port], { milliseconds: DELAYS[port], lossDb: LOSS });
    this.folder = folder(t, 'echo');
  }

  hook(offHook: boolean): void {
    for (const channel of PORTS) this.theirs.media.hook(channel, offHook);
  }

  /** An emulated machine that does not keep up drops and repeats audio at both ends. */
  slips(): number {
    return this.ours.media.counters().slips + this.theirs.media.counters().slips;
  }

  /** Some prompts of the package one after the other, at a level; how they are named at `end`. */
  async voice(end: End, name: string, level: number, words: readonly string[]) {
    const spoken = Buffer.concat(words.map((word) => readPrompt(projectFile(`prompts/${word}.wav`))));
    const sound = Uint8Array.from(atLevel(linear(spoken), level), encoded);
    const file = join(this.folder, `${name}.wav`);
    writeFileSync(file, wav(sound));
    const prompt = end.media.loadPrompt(file);
    await end.wait('promptLoaded', { prompt });
    return { prompt, sound: linear(sound) };
  }

  /** What each port receives and is sent, from now on until it is asked for. */
  record(name: string): () => Promise<readonly ReturnType<typeof readRecording>[]> {
    const { media } = this.ours;
    const files = PORTS.map((port) => join(this.folder, `${name}-${port}.wav`));
    const operations = PORTS.map((port) => media.record(port, files[port] ?? ''));
    return async () => {
      for (const operation of operations) media.stop(operation);
      for (const operation of operations) await this.ours.wait('finished', { operation });
      return files.map((file) => readRecording(file));
    };
  }
}

/** What the driver says of the ports' cancellers. */
function cancellers(): readonly string[] {
  const text = readFileSync('/proc/dahdi/3', 'utf8');
  return [...text.matchAll(/\(EC: (\S+ - \S+)\)/g)].map(([, canceller = '']) => canceller);
}

/** How many of `heard` are those that were keyed, in their order. */
function inOrder(keyed: string, heard: string): number {
  let row = new Array<number>(heard.length + 1).fill(0);
  for (const key of keyed) {
    const next = [0];
    for (let i = 1; i <= heard.length; i++) {
      next.push(key === heard[i - 1] ? (row[i - 1] ?? 0) + 1 : Math.max(row[i] ?? 0, next[i - 1] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const dB = (value: number) => `${value.toFixed(1)} dB`;

t.test('echo cancelled by mg2', async (t) => {
  const lines = new Lines(t);
  const { ours, theirs } = lines;
  const words = ['callback-greeting', 'afternoon', 'agent-key-in-number', 'agent-callback-follows'];
  const prompt = await lines.voice(
    ours,
    'prompt',
    -15,
    words.map((word) => `en/${word}`),
  );
  const caller = await lines.voice(
    theirs,
    'caller',
    -20,
    words.map((word) => `zh-CN/${word}`),
  );

  await t.test('it is on while the telephone is lifted, and only where it is set', async (t) => {
    t.same(cancellers(), Array(3).fill('MG2 - INACTIVE'));
    lines.hook(true);
    for (const channel of PORTS) await ours.wait('offHook', { channel });
    t.same(cancellers(), ['MG2 - ACTIVE', 'MG2 - ACTIVE', 'MG2 - INACTIVE']);
  });

  const spoken = lines.record('prompt');
  for (const port of PORTS) ours.media.play(port, [prompt.prompt], { loop: true });
  await sleep(clock, 11_000);
  const alone = await spoken();
  const speakingSlips = lines.slips();
  t.comment(`slips while the box spoke: ${speakingSlips}`);

  const talked = lines.record('caller');
  const talking = PORTS.map((port) => theirs.media.play(port, [caller.prompt], { loop: true }));
  await sleep(clock, 8_000);
  const both = await talked();
  for (const operation of talking) theirs.media.stop(operation);
  t.comment(`and until the caller had spoken: ${lines.slips()}`);

  const keyed = Array.from({ length: DIGITS }, (_, i) => '0123456789*#'[(i * 7 + ((i / 12) | 0)) % 12]).join('');
  const before = lines.slips();
  for (const port of PORTS) ours.media.detect(port, true);
  for (const part of [keyed.slice(0, DIGITS / 2), keyed.slice(DIGITS / 2)]) {
    const sent = PORTS.map((port) => theirs.media.sendDigits(port, part, { onMs: 100, offMs: 100, levelDbm0: -25 }));
    for (const operation of sent) await theirs.wait('finished', { operation });
  }
  await sleep(clock, 500);
  const keyingSlips = lines.slips() - before;
  t.comment(`slips while he keyed: ${keyingSlips}`);

  await t.test('a fax tone ends it for the rest of the call, and the next call has it again', async (t) => {
    for (const port of PORTS) ours.media.reset(port);
    const sound = (hertz: number, milliseconds: number) => {
      for (const port of PORTS) theirs.media.tone(port, [{ hertz: [hertz], milliseconds }], { repeatFrom: -1 });
    };
    sound(1_000, 3_000);
    await sleep(clock, 3_000);
    t.same(cancellers(), ['MG2 - ACTIVE', 'MG2 - ACTIVE', 'MG2 - INACTIVE'], 'not by 1000 Hz');
    ours.media.hearTones(BARE, ['faxAnswer']);
    sound(2_100, 60_000); // a slip breaks it off; one stretch without is enough
    await ours.wait('tone', { channel: BARE, tone: 'faxAnswer' });
    await sleep(clock, 500);
    t.same(cancellers(), Array(3).fill('MG2 - INACTIVE'), 'but by 2100 Hz');
    lines.hook(false);
    for (const channel of PORTS) await ours.wait('onHook', { channel });
    t.same(cancellers(), Array(3).fill('MG2 - INACTIVE'));
    const lifted = ours.next('offHook');
    theirs.media.hook(0, true);
    await lifted;
    t.equal(cancellers()[0], 'MG2 - ACTIVE');
  });

  await t.test('12 dB less in the second second, 25 dB from then to the tenth', async (t) => {
    const heard = alone.map(({ left }) => linear(left));
    const begun = onset(heard[BARE] ?? prompt.sound);
    const of = (port: number, from: number, to: number) =>
      power(stretch(heard[port] ?? prompt.sound, begun + from, begun + to));
    for (const port of CANCELLED) {
      const less = (from: number, to: number) => ratioDb(of(BARE, from, to), of(port, from, to));
      const bySecond = Array.from({ length: 10 }, (_, second) => less(second, second + 1).toFixed(0));
      t.comment(`${DELAYS[port]} ms: second by second ${bySecond.join(' ')} dB; 2 to 10 s ${dB(less(2, 10))}`);
      const setBack = speakingSlips * DB_A_SLIP;
      const [second, later] = [Math.max(6, 12 - setBack), Math.max(15, 25 - setBack)];
      t.ok(less(1, 2) >= second, `${DELAYS[port]} ms: ${dB(less(1, 2))} in the second second`);
      t.ok(less(2, 10) >= later, `${DELAYS[port]} ms: ${dB(less(2, 10))} from 2 to 10 s`);
    }
  });

  await t.test('7 dB less while the caller talks', async (t) => {
    for (const port of CANCELLED) {
      const { left, right } = both[port] ?? { left: Buffer.alloc(0), right: Buffer.alloc(0) };
      const echo = power(stretch(linear(right), 2, 8)) / 10 ** (LOSS / 10);
      const { power: rest, pieces, slips } = residues(linear(left), caller.sound);
      const whole = pieces - slips;
      t.comment(`${DELAYS[port]} ms: ${dB(ratioDb(echo, rest))} by ${whole} pieces; ${slips} were broken by slips`);
      t.ok(whole < ENOUGH_PIECES || ratioDb(echo, rest) >= 7, `${DELAYS[port]} ms, where slips let it be judged`);
    }
  });

  await t.test(`of ${DIGITS} digits keyed during the prompt 95 are heard, none that was not keyed`, async (t) => {
    const [bare, ...cancelled] = [BARE, ...CANCELLED].map((port) => {
      const heard = ours.digits(port);
      const right = inOrder(keyed, heard);
      return {
        right,
        wrong: heard.length - right,
        text: `${DELAYS[port]} ms: ${right} heard, ${heard.length - right} false`,
      };
    });
    t.comment(`without a canceller: ${bare?.text}`);
    for (const { right, wrong, text } of cancelled) {
      const told = `${text}; ${keyingSlips} slips`;
      if (keyingSlips <= MOST_SLIPS) t.ok(right >= 95 - keyingSlips && wrong <= keyingSlips, told);
      else t.ok(right > (bare?.right ?? 0), `${told}: only that it is better can be judged`);
    }
  });
});
