// SPDX-License-Identifier: GPL-2.0-or-later
// Who asks a question? Somebody who can say things and hear keys, by its machine.

import { Actor, type Clock, type Duration, deferred } from '../kernel/index.js';
import { type Answer, type Question, type QuestionEffect, questionMachine } from './question-machine.js';
import type { Speech } from './speech.js';
import type { Utterance } from './utterance.js';

/** What it takes to ask: a caller's line, or a terminal. */
export interface Asker {
  say(what: Utterance): Promise<unknown>;
  /** The keys that come; none: the time is over. */
  listen(keys: { readonly max: number; readonly terminator: string; readonly within: Duration }): Promise<string>;
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
        asker.say(effect.what).then(() => actor.send({ type: 'said' }), answer.reject);
        return;
      case 'listen':
        asker.listen(effect).then((digits) => actor.send({ type: 'keyed', digits }), answer.reject);
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
