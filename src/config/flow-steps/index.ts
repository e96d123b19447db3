// SPDX-License-Identifier: GPL-2.0-or-later
// Which steps are there? One line each; the schema, the types, the reference and the editors' schema come from here.

import type { z } from 'zod';
import { attach } from './attach.js';
import { call } from './call.js';
import { choose } from './choose.js';
import { collect } from './collect.js';
import { dial } from './dial.js';
import { language } from './language.js';
import { lookUp } from './look-up.js';
import { menu } from './menu.js';
import { queue } from './queue.js';
import { run } from './run.js';
import { say } from './say.js';
import { set } from './set.js';
import { transfer } from './transfer.js';
import { verify } from './verify.js';
import { when } from './when.js';

export { SENSES, type Sense } from './collect.js';
export { FLOW_WORDS, isOutside, type Next, stepName, WAY_TABLES, WAYS, type WayKey } from './next.js';
export { type Piece, SAID } from './said.js';
export type { Phrases } from './spoken.js';
export type { TransferKind } from './transfer.js';

/** Every step there is: the key that names it, and what it does. What comes of it is in ivr/flow-steps. */
export const STEPS = {
  say,
  menu,
  collect,
  set,
  attach,
  choose,
  language,
  queue,
  run,
  call,
  verify,
  dial,
  lookUp,
  when,
  transfer,
} as const;

export type StepKind = keyof typeof STEPS;
export type StepOf<Kind extends StepKind> = { readonly kind: Kind } & z.output<(typeof STEPS)[Kind]>;
export type FlowStep = { [Kind in StepKind]: StepOf<Kind> }[StepKind];

/** Steps at which a caller is heard, or is with somebody: no circle with one of them goes round by itself. */
export const HOLDING: readonly StepKind[] = ['menu', 'collect', 'queue'];

/** Steps whose key names something that must be there. */
export const NAMING: Readonly<Partial<Record<StepKind, 'queue' | 'flow' | 'function'>>> = {
  queue: 'queue',
  run: 'flow',
  call: 'function',
};
