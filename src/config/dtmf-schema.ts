// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about digits? By which limits keys that callers press are told from voices.

import { z } from 'zod';
import { duration } from './values.js';

/** Limits of administrations; docs/dsp.md says what each takes and where they are from. */
export const DTMF_PROFILES = ['default', 'q24-att', 'q24-ntt', 'etsi', 'cn'] as const;

/** How the box listens for digits. Read at the start; a changed file wants a restart. */
export const dtmf = z
  .strictObject({
    profile: z
      .enum(DTMF_PROFILES)
      .default('default')
      .describe('Whose limits of level, frequency, twist and length; `docs/dsp.md` has the table.'),
    minimumOn: duration({ least: '20ms', most: '500ms' })
      .describe('A key counts from about so long on. Default: as the profile says.')
      .exactOptional(),
    minimumOff: duration({ least: '10ms', most: '500ms' })
      .describe('The same key again counts after about so long a pause. Default: as the profile says.')
      .exactOptional(),
    letters: z.boolean().default(true).describe('Whether A, B, C and D are digits.'),
  })
  .prefault({})
  .describe('How keys that callers press are told from voices.');
