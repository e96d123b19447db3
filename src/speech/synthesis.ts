// SPDX-License-Identifier: GPL-2.0-or-later
// How is a text spoken? By a program or at an address; whatever WAV that gives becomes a prompt: 8 kHz A-law, as loud as all others.

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Duration } from '../kernel/index.js';
import { alawFile } from './a-law-file.js';
import { levelled } from './loudness.js';
import type { SpeakingEngine, SpokenText } from './ports.js';
import { resampled } from './resample.js';
import { runProgram } from './run-program.js';
import { samplesOf } from './wav-samples.js';

const LINE_RATE = 8_000;
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_SECONDS = 120;
const MOST_RAISED = 40; // dB: what is softer is no speech
const QUIET = 0.003; // of full scale: what is below at either end is silence

/** The WAV of it. Rejects with an Error that says why there is none. */
export async function synthesized(
  clock: Clock,
  engine: SpeakingEngine,
  said: SpokenText,
  within: Duration,
): Promise<Buffer> {
  const { samples, rate } = samplesOf(await spoken(clock, engine, { ...said, text: sayable(said.text) }, within));
  if (samples.length > MOST_SECONDS * rate) throw new Error(`what it gave lasts longer than ${MOST_SECONDS} s`);
  const heard = levelled(trimmed(resampled(samples, rate, LINE_RATE)), LINE_RATE);
  if (heard === undefined) throw new Error('what it gave is silent');
  return alawFile(heard.samples);
}

function spoken(clock: Clock, engine: SpeakingEngine, said: SpokenText, within: Duration): Promise<Buffer> {
  const { voice } = engine;
  switch (engine.kind) {
    case 'espeak':
      return runProgram(clock, {
        command: [
          'espeak-ng',
          '-v',
          voice,
          '-b',
          '1',
          '-s',
          said.language === 'en' ? '150' : '165',
          '--stdin',
          '--stdout',
        ],
        // [[...]] would be phonemes
        input: said.text.replaceAll('[[', '[ ['),
        ...{ most: MOST_BYTES, within },
      });
    case 'command':
      return byCommand(clock, engine.command, { ...said, voice }, within);
    case 'http':
      return posted(clock, engine, JSON.stringify({ ...said, voice }), within);
  }
}

/** The WAV comes by the standard output, or is in {file}. */
async function byCommand(
  clock: Clock,
  command: readonly string[],
  said: SpokenText & { readonly voice: string },
  within: Duration,
): Promise<Buffer> {
  const folder = command.some((part) => part.includes('{file}'))
    ? await mkdtemp(join(tmpdir(), 'spillway-say-'))
    : undefined;
  try {
    const file = join(folder ?? '', 'said.wav');
    const input = command.some((part) => part.includes('{text}')) ? '' : said.text;
    const filledIn = command.map((part) => filled(part, { ...said, file }));
    const written = await runProgram(clock, { command: filledIn, input, most: MOST_BYTES, within });
    if (folder === undefined) return written;
    if ((await stat(file)).size > MOST_BYTES) throw new Error(`what it gave has more than ${MOST_BYTES} bytes`);
    return await readFile(file);
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** What no engine can say is left out; nothing of a text ends it or begins an option. */
function sayable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').trim();
}

/** An argument that is the text alone never begins with a dash: it would be an option. */
function filled(part: string, values: SpokenText & { readonly voice: string; readonly file: string }): string {
  const whole = part.replace(/\{(text|language|voice|file)\}/g, (_, name: keyof typeof values) => values[name]);
  return part.startsWith('{text}') && whole.startsWith('-') ? ` ${whole}` : whole;
}

async function posted(
  clock: Clock,
  { url, headers }: Extract<SpeakingEngine, { readonly kind: 'http' }>,
  body: string,
  within: Duration,
): Promise<Buffer> {
  return asked(clock, url, { ...headers, 'content-type': 'application/json' }, body, within);
}

/** One POST; nothing is followed elsewhere. Rejects with an Error that says why there is no answer. */
export async function asked(
  clock: Clock,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
  within: Duration,
): Promise<Buffer> {
  const patience = new AbortController();
  const cancel = clock.at(clock.now() + within, () => patience.abort());
  try {
    const sent = typeof body === 'string' ? body : new Uint8Array(body);
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: sent,
      redirect: 'manual',
      signal: patience.signal,
    });
    if (!response.ok) throw new Error(`${url} answers ${response.status}`);
    return await bodyOf(response, url);
  } catch (error) {
    if (patience.signal.aborted) throw new Error(`${url}: no answer within ${within} ms`);
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(`${url}: ${cause instanceof Error ? cause.message : String(cause)}`);
  } finally {
    cancel();
  }
}

async function bodyOf(response: Response, url: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > MOST_BYTES) throw new Error(`${url} answers more than ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Makes a recording a prompt, in its place: its first side, levelled, without silence at its ends. Gives its seconds; undefined: nobody spoke. */
export async function levelFile(file: string): Promise<number | undefined> {
  const { samples, rate } = samplesOf(await readFile(file));
  const heard = levelled(trimmed(resampled(samples, rate, LINE_RATE)), LINE_RATE);
  if (heard === undefined || heard.raised > MOST_RAISED) return undefined;
  await writeFile(file, alawFile(heard.samples));
  return heard.samples.length / LINE_RATE;
}

/** A caller hears a text from its first sample; a breath stays at the end. */
function trimmed(samples: Float32Array): Float32Array {
  const first = samples.findIndex((sample) => Math.abs(sample) > QUIET);
  const last = samples.findLastIndex((sample) => Math.abs(sample) > QUIET);
  return first < 0 ? samples : samples.slice(first, Math.min(samples.length, last + LINE_RATE / 10));
}
