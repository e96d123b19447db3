// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever happens in whatever order: are there never two words at once, does music always go on, does the end always win?

import fc from 'fast-check';
import t from 'tap';
import {
  isNoticed,
  type Phrase,
  type TreatmentEffect,
  type TreatmentEvent,
  type TreatmentState,
  treatmentMachine,
  unheard,
} from '../../src/engine/treatment/treatment-machine.js';
import { cases } from '../support/cases.js';

const phrase = fc.constantFrom<Phrase>(
  { type: 'place' },
  { type: 'words', words: ['please-hold'] },
  { type: 'message', nth: 0 },
);

/** What comes from outside; `answer` is what is under way: prepared, said or failed; `late` is an answer of long ago. */
type Happening =
  | Exclude<TreatmentEvent, { readonly type: 'prepared' | 'said' | 'expired' }>
  | { readonly type: 'answer'; readonly empty: boolean }
  | { readonly type: 'late'; readonly what: 'prepared' | 'said'; readonly by: number }
  | { readonly type: 'wait'; readonly for: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.boolean().map((empty): Happening => ({ type: 'answer', empty })) },
  { weight: 3, arbitrary: phrase.map((phrase): Happening => ({ type: 'tell', phrase })) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 70_000 }).map((wait): Happening => ({ type: 'wait', for: wait })) },
  { weight: 2, arbitrary: fc.constant<Happening>({ type: 'begin', words: ['please-hold'] }) },
  { weight: 1, arbitrary: fc.constantFrom<Happening>({ type: 'end' }, { type: 'goOn' }) },
  { weight: 1, arbitrary: fc.constantFrom<Happening>({ type: 'digit', digit: '1' }, { type: 'digit', digit: '5' }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('prepared' as const, 'said' as const), fc.integer({ min: 1, max: 3 }))
      .map(([what, by]): Happening => ({ type: 'late', what, by })),
  },
);

const begins = fc.record({
  whole: fc.subarray<Phrase>([{ type: 'welcome' }, { type: 'notice' }]),
  messages: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 60_000 }),
      every: fc.option(fc.integer({ min: 10_000, max: 60_000 }), { nil: undefined }),
    }),
    { maxLength: 3 },
  ),
  keys: fc.subarray(['1', '9']),
});

/** The port: one voice, one music, and what is under way. */
class Ear {
  at = 0;
  words: { readonly step: number; readonly whole: boolean } | undefined;
  preparing: { readonly step: number; readonly phrase: Phrase } | undefined;
  music: 'none' | 'playing' | 'paused' = 'none';
  noticed = 0;
  keys: string[] = [];
  state: TreatmentState;

  constructor(state: TreatmentState) {
    this.state = state;
  }

  send(event: TreatmentEvent): void {
    const { state, effects } = treatmentMachine.transition(this.state, event, this.at);
    this.state = state;
    for (const effect of effects) this.#perform(effect);
  }

  /** What is under way comes to its end. */
  answer(empty: boolean): void {
    if (this.words !== undefined) {
      const { step } = this.words;
      this.words = undefined;
      this.send({ type: 'said', step });
    } else if (this.preparing !== undefined) {
      const { step } = this.preparing;
      this.send({ type: 'prepared', step, empty });
    }
  }

  wait(time: number): void {
    const to = this.at + time;
    for (let due = treatmentMachine.deadline(this.state); due !== undefined && due <= to; ) {
      this.at = Math.max(due, this.at);
      this.send({ type: 'expired' });
      const next = treatmentMachine.deadline(this.state);
      if (next !== undefined && next <= this.at) throw new Error('the same deadline again');
      due = next;
    }
    this.at = to;
  }

  #perform(effect: TreatmentEffect): void {
    switch (effect.type) {
      case 'prepare':
        if (this.words !== undefined) throw new Error('the next is prepared while one is said');
        this.preparing = effect;
        return;
      case 'play': {
        if (this.words !== undefined) throw new Error('two words at once');
        if (this.music === 'playing') throw new Error('words over music');
        if (this.preparing?.step !== effect.step) throw new Error('something is played that was not prepared');
        const { type } = this.preparing.phrase;
        this.words = { step: effect.step, whole: type === 'welcome' || type === 'notice' };
        this.preparing = undefined;
        return;
      }
      case 'stopWords':
        if (this.words === undefined || this.words.whole) throw new Error('nothing may be stopped');
        this.words = undefined;
        return;
      case 'music':
        if (effect.how === 'play') this.music = 'playing';
        else if (this.music !== 'none') this.music = effect.how === 'pause' ? 'paused' : 'none';
        return;
      case 'noticed':
        this.noticed++;
        return;
      case 'key':
        this.keys.push(effect.digit);
    }
  }
}

t.test('any order of events', (t) => {
  fc.assert(
    fc.property(begins, fc.array(happening, { maxLength: 80 }), (first, happenings) => {
      const ear = new Ear(unheard(first));
      let served = false; // somebody is there for him
      for (const one of happenings) {
        if (one.type === 'answer') ear.answer(one.empty);
        else if (one.type === 'wait') ear.wait(one.for);
        else if (one.type === 'late') {
          const step = (ear.state.name === 'over' ? 0 : ear.state.step) - one.by;
          ear.send(one.what === 'said' ? { type: 'said', step } : { type: 'prepared', step, empty: false });
        } else ear.send(one);

        const { state } = ear;
        if (one.type === 'end' || one.type === 'goOn') served = one.type === 'end';
        if (served && (ear.music !== 'none' || (ear.words !== undefined && !ear.words.whole)))
          throw new Error('the end did not win');
        if (state.name === 'music' && (ear.music !== 'playing' || ear.words !== undefined)) throw new Error('no music');
        if (state.name === 'attended' && (ear.music !== 'none' || ear.words !== undefined)) throw new Error('noise');
        if (ear.noticed > 1) throw new Error('noticed twice');
        if (first.whole.length > 0 && (ear.noticed === 1) !== isNoticed(state)) throw new Error('noticed or not');
        if (ear.keys.some((key) => !first.keys.includes(key))) throw new Error('a key that leads nowhere');
      }

      // Left alone he hears music in the end, or silence if somebody is there for him.
      ear.send({ type: 'begin', words: [] });
      for (let left = 0; left < 200 && (ear.words !== undefined || ear.preparing !== undefined); left++) {
        const before = ear.preparing;
        ear.answer(false);
        if (ear.words === undefined && ear.preparing === before) break;
      }
      const { name } = ear.state;
      return name === 'music' || name === 'attended';
    }),
    cases(1_000),
  );
  t.end();
});
