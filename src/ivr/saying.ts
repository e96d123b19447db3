// SPDX-License-Identifier: GPL-2.0-or-later
// How is an utterance made ready to be played? Prompts are loaded and texts spoken, all at once; what is ready is played, and nobody waits in silence.

import { TelephonyError } from '../faults.js';
import { type Clock, type Language, sleep } from '../kernel/index.js';
import type { PromptIndex } from '../native/index.js';
import type { Prompts } from './prompts.js';
import type { SpokenTexts } from './spoken-texts.js';
import { type Said, saidOf, type Utterance } from './utterance.js';

/** What it takes to make something ready. */
export interface SayingContext {
  readonly prompts: Prompts;
  readonly clock: Clock;
  /** Who speaks texts; absent: nobody. */
  readonly texts?: SpokenTexts;
}

type Piece = { readonly prompt: PromptIndex; readonly done?: () => void };

const AGAIN = 5_000; // between two fillers

/** Plays prompts one after the other; false: it was stopped, and no more is wanted. */
export type PlayPrompts = (prompts: readonly PromptIndex[]) => Promise<boolean>;

/** Says it to the end by `play`, while `signal` lets it, and gives whether it came there. Rejects with SPEECH_FAILED, PROMPT_UNUSABLE, or as `play` does. */
export async function saying(
  context: SayingContext,
  language: Language,
  what: Utterance,
  play: PlayPrompts,
  signal: AbortSignal,
): Promise<boolean> {
  const pieces = saidOf(what).map((said) => new Awaited(pieceOf(context, language, said)));
  const prompts = pieces.filter((_, index) => typeof saidOf(what)[index] === 'string');
  try {
    await Promise.all(prompts.map(({ work }) => work)); // they are in memory, or nearly so: their parts follow each other closely
    for (let at = 0; at < pieces.length; ) {
      await pieces[at]?.settledSoon();
      const ready = readyFrom(pieces, at);
      if (ready.length === 0) {
        if (!(await filled(context, language, pieces[at] as Awaited<Piece>, play, signal))) return false;
        continue;
      }
      at += ready.length;
      if (!(await play(ready.map(({ prompt }) => prompt)))) return false;
    }
    return true;
  } finally {
    for (const { work } of pieces)
      work.then(
        ({ done }) => done?.(),
        () => {},
      );
  }
}

/** What can be played without a wait. Throws what the first one failed with. */
function readyFrom(pieces: readonly Awaited<Piece>[], from: number): readonly Piece[] {
  const first = pieces[from];
  if (first?.error !== undefined) throw first.error;
  const end = pieces.findIndex(({ value }, index) => index >= from && value === undefined);
  return pieces.slice(from, end < 0 ? pieces.length : end).flatMap(({ value }) => (value === undefined ? [] : [value]));
}

/** Until it is there he hears the filler, again and again. False: he has stopped it. */
async function filled(
  { clock, prompts, texts }: SayingContext,
  language: Language,
  piece: Awaited<Piece>,
  play: PlayPrompts,
  signal: AbortSignal,
): Promise<boolean> {
  const { prompt = '', after = 0 } = texts?.filler ?? {};
  const filler = texts && (await prompts.load(prompt, language).catch(() => undefined));
  for (let silence = after; ; silence = AGAIN) {
    const over = new AbortController();
    const waited = sleep(clock, silence, AbortSignal.any([over.signal, signal])).then(
      () => 'late' as const,
      () => 'late' as const,
    );
    const came = await Promise.race([
      piece.work.then(
        () => 'there' as const,
        () => 'there' as const,
      ),
      waited,
    ]);
    over.abort();
    if (signal.aborted) throw new TelephonyError('LEG_CLEARED', 'while a text was being spoken');
    if (came === 'there') return true;
    if (filler !== undefined && !(await play([filler]))) return false;
  }
}

async function pieceOf({ prompts, texts }: SayingContext, language: Language, said: Said): Promise<Piece> {
  if (typeof said === 'string') return { prompt: await prompts.load(said, language) };
  try {
    if (texts === undefined) throw new TelephonyError('SPEECH_FAILED', 'there is no engine that speaks texts');
    return await texts.ready(said.text, language);
  } catch (error) {
    if (said.instead === undefined) throw error;
    return { prompt: await prompts.load(said.instead, language) };
  }
}

/** A promise of which one sees whether it is settled. */
class Awaited<Value> {
  readonly work: Promise<Value>;
  value: Value | undefined;
  error: unknown;

  constructor(work: Promise<Value>) {
    this.work = work;
    work.then(
      (value) => {
        this.value = value;
      },
      (error: unknown) => {
        this.error = error;
      },
    );
  }

  /** Lets what is settled be seen so. */
  async settledSoon(): Promise<void> {
    await Promise.race([this.work.catch(() => {}), Promise.resolve().then(() => Promise.resolve())]);
  }
}
