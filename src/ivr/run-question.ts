// SPDX-License-Identifier: GPL-2.0-or-later
// Who asks a question? Somebody who can say things and hear keys, by its machine.

import { Actor, type Clock, type Duration, deferred } from '../kernel/index.js';
import type { Listened } from './ears.js';
import { type Answer, type Question, type QuestionEffect, questionMachine } from './question-machine.js';
import type { Speech } from './speech.js';
import type { Utterance } from './utterance.js';

/** What it takes to ask: a caller's line, or a terminal. */
export interface Asker {
  /** `asks`: it is the question, and he may answer already. */
  say(what: Utterance, asks: boolean): Promise<unknown>;
  /** The keys that come, or that he has said; none: the time is over. `answer`: for the answer itself, which may be spoken. */
  listen(keys: {
    readonly max: number;
    readonly terminator: string;
    readonly within: Duration;
    readonly answer: boolean;
  }): Promise<Listened>;
  forget(): void;
  /** Reads back what was keyed in. */
  readonly speech: Speech;
}

/** Asks until it is answered, or has been asked often enough. Rejects with what `say` or `listen` reject with. */
export async function askQuestion(question: Question, asker: Asker, clock: Clock): Promise<Answer> {
  const answer = deferred<Answer>();
  const perform = (effect: QuestionEffect) => {
    switch (effect.type) {
      case 'say':
        asker.say(effect.what, effect.asks).then(() => actor.send({ type: 'said' }), answer.reject);
        return;
      case 'listen':
        asker
          .listen(effect)
          .then(
            (heard) => actor.send(heard === 'unclear' ? { type: 'unclear' } : { type: 'keyed', ...heard }),
            answer.reject,
          );
        return;
      case 'forget':
        asker.forget();
        return;
      case 'answered':
        answer.resolve(effect.answer);
    }
  };
  const machine = questionMachine(question, (digits) => [
    'you-entered',
    ...asker.speech.digits(digits),
    'confirm-1-again-2',
  ]);
  const actor = new Actor(machine, { name: 'begun' }, clock, perform);
  actor.send({ type: 'begin' });
  return answer.promise;
}
