// SPDX-License-Identifier: GPL-2.0-or-later
// How is a caller asked for a number whose own is withheld? The key-in machine, spoken by a dialogue.

import { type KeyInEffect, type KeyInEvent, type KeyInState, keyIn, keyInMachine } from '../../callback/index.js';
import type { Dialogue, Utterance } from '../../ivr/index.js';
import { Actor, type Clock } from '../../kernel/index.js';

const PROMPTS = { keyIn: 'key-in-your-number', notUsable: 'number-unusable', again: 'key-in-your-number' } as const;

/**
 * The digits that the caller confirmed; undefined when he gave none. Rejects with LEG_CLEARED when he hangs up,
 * PROMPT_UNUSABLE when he cannot be asked.
 */
export function askForNumber(
  { clock }: { readonly clock: Clock },
  dialogue: Dialogue,
  isUsable: (digits: string) => boolean,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const { leg } = dialogue;
    const finish = (settle: () => void) => {
      ended();
      actor.close();
      leg.signal.removeEventListener('abort', hungUp);
      settle();
    };
    const hungUp = () => finish(() => reject(leg.signal.reason));
    const speak = (what: Utterance, step: number) => {
      leg.digits.clear();
      dialogue.say(what, { bargeIn: false }).then(
        () => actor.send({ type: 'said', step }),
        (error: unknown) => finish(() => reject(error)),
      );
    };
    const perform = (effect: KeyInEffect) => {
      switch (effect.type) {
        case 'say':
          return speak(PROMPTS[effect.what], effect.step);
        case 'readBack':
          return speak(['you-entered', ...dialogue.speech.digits(effect.digits), 'confirm-1-again-2'], effect.step);
        case 'stopSaying':
          return leg.silence();
        case 'confirmed':
          return finish(() => resolve(effect.digits));
        case 'abandoned':
          return finish(() => resolve(undefined));
      }
    };
    const actor = new Actor<KeyInState, KeyInEvent, KeyInEffect>(keyInMachine(isUsable), keyIn(), clock, perform);
    const ended = leg.digit.on(({ digit }) => actor.send({ type: 'digit', digit }));
    leg.signal.addEventListener('abort', hungUp, { once: true });
    actor.send({ type: 'begin' });
  });
}
