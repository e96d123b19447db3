// SPDX-License-Identifier: GPL-2.0-or-later
// How is a message heard? Its file is loaded for this one hearing, and dropped afterwards: there may be thousands.

import type { Leg } from '../../call/index.js';
import { TelephonyError } from '../../faults.js';
import type { MediaPort, PromptIndex } from '../../native/index.js';

const KEYS = '0123456789*#';
/** Of the two sides of a recording only his has sound; read as one they are half as loud. */
const BOTH_SIDES_DB = 6;

/** Plays it to the end or to a key, which stays for the next question. Rejects with LEG_CLEARED, or PROMPT_UNUSABLE when the file is gone. */
export async function playMessage(media: MediaPort, leg: Leg, file: string, begun: () => void): Promise<void> {
  const prompt = await loaded(media, file);
  try {
    if (leg.digits.kept !== '') return;
    const operation = leg.play([prompt], { stopDigits: KEYS, gainDb: BOTH_SIDES_DB });
    const done = leg.digit.on(() => operation.stop());
    begun();
    await operation.finished.finally(done);
  } finally {
    media.dropPrompt(prompt);
  }
}

function loaded(media: MediaPort, file: string): Promise<PromptIndex> {
  const prompt = media.loadPrompt(file, { playedOnly: true });
  return new Promise((resolve, reject) => {
    const end = media.onFact((fact) => {
      if ((fact.type !== 'promptLoaded' && fact.type !== 'promptFailed') || fact.prompt !== prompt) return;
      end();
      if (fact.type === 'promptLoaded') {
        resolve(prompt);
        return;
      }
      media.dropPrompt(prompt);
      reject(new TelephonyError('PROMPT_UNUSABLE', `${file}: ${fact.failure}`));
    });
  });
}
