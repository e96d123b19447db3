// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked about prompts, the box running or not? The list; one of the shop's own put in place, piece by piece, or taken away.

import type { Origin } from '../bus/index.js';
import { TelephonyError } from '../faults.js';
import {
  type ListedPrompt,
  PROMPT_PLACES,
  type PromptPiece,
  type PromptPlace,
  type PromptVersion,
} from '../ivr/index.js';
import type { Language } from '../kernel/index.js';
import { type ShopMethod, text } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

/** Who keeps the prompts. */
export interface PromptKeeper {
  /** What the box speaks. */
  readonly language: Language;
  list(): Promise<readonly ListedPrompt[]>;
  put(piece: PromptPiece, by: Origin): Promise<boolean>;
  remove(name: string, place: PromptPlace, by: Origin): Promise<void>;
  versions(name: string, place: PromptPlace): Promise<readonly PromptVersion[]>;
  restore(name: string, place: PromptPlace, version: number | undefined, by: Origin): Promise<number>;
}

function placeOf(params: Params): PromptPlace {
  const given = text(params, 'place');
  const place = PROMPT_PLACES.find((one) => one === given);
  if (place !== undefined) return place;
  throw new TelephonyError('REFUSED', `place ${given}: ${PROMPT_PLACES.join(', ')} would be right`);
}

function count(params: Params, name: string): number {
  const value = params[name];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new TelephonyError('REFUSED', `${name} is missing`);
}

/** `prompts.put`: `bytes` in base64 from `at` on, of `of` in all; `whole` when it is in its place. */
export function promptMethods(prompts: PromptKeeper): Readonly<Record<string, ShopMethod>> {
  return {
    'prompts.list': async () => ({ language: prompts.language, prompts: await prompts.list() }),
    'prompts.put': async (params, { by }) => {
      const piece = {
        name: text(params, 'name'),
        place: placeOf(params),
        at: count(params, 'at'),
        of: count(params, 'of'),
      };
      const bytes = Buffer.from(text(params, 'bytes'), 'base64');
      return { whole: await prompts.put({ ...piece, bytes }, by) };
    },
    'prompts.remove': async (params, { by }) => {
      await prompts.remove(text(params, 'name'), placeOf(params), by);
      return { name: params.name };
    },
    'prompts.versions': async (params) => ({ versions: await prompts.versions(text(params, 'name'), placeOf(params)) }),
    'prompts.restore': async (params, { by }) => {
      const version = params.version === undefined ? undefined : count(params, 'version');
      const name = text(params, 'name');
      return { name, version: await prompts.restore(name, placeOf(params), version, by) };
    },
  };
}
