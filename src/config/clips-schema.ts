// SPDX-License-Identifier: GPL-2.0-or-later
// Which stored sounds can agents play to callers by a code?

import { z } from 'zod';
import type { Finding, Path } from './problems.js';
import { duplicates } from './references.js';
import type { Config } from './schema.js';
import { name, prompt } from './values.js';

export const clips = z
  .array(
    z.strictObject({
      code: z
        .string()
        .regex(/^\d{2}$/, 'is not a code of a clip: write two digits, in quotes, such as "01"')
        .describe('Two digits, dialled after the code `dialCodes.clip`.'),
      prompt: prompt().describe('What is played: a prompt, or the path of a WAV file.'),
      to: z.enum(['both', 'caller']).default('both').describe('Who hears it, and nothing else meanwhile.'),
      name: name().describe('What it says, for the card of codes.').exactOptional(),
    }),
  )
  .default([])
  .describe('Stored sounds that an agent plays amid a call by a code, such as terms that must be read out.');

/** Codes that stand twice. */
export function checkClips({ clips: all }: Config): Finding[] {
  return duplicates(all, ['clips'], 'code');
}

/** Every prompt that a clip names, and where. */
export function promptsOfClips({ clips: all }: Pick<Config, 'clips'>): (readonly [string, Path])[] {
  return all.map(({ prompt }, index) => [prompt, ['clips', index, 'prompt']] as const);
}
