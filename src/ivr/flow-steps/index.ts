// SPDX-License-Identifier: GPL-2.0-or-later
// How is each step taken? One line each, as in config/flow-steps; pure.

import type { FlowStep, StepKind } from '../../config/index.js';
import type { Came, Values } from '../flow-effects.js';
import { attach } from './attach.js';
import { call } from './call.js';
import { choose } from './choose.js';
import { collect } from './collect.js';
import { language } from './language.js';
import { menu } from './menu.js';
import { queue } from './queue.js';
import { run } from './run.js';
import { say } from './say.js';
import { set } from './set.js';
import { asKeyed, type Onward, type StepTaking, type Taken } from './taken.js';

export type { Onward, Taken } from './taken.js';

const TAKING: { readonly [Kind in StepKind]: StepTaking<Kind> } = {
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
};

/** What begins with this step. */
export function take(step: FlowStep, values: Values): Taken {
  return takingOf(step).take(step as never, values);
}

/** Where what came of it leads. */
export function onwardFrom(step: FlowStep, came: Came): Onward {
  return takingOf(step).came?.(step as never, came) ?? asKeyed(step, came);
}

function takingOf({ kind }: FlowStep): StepTaking<StepKind> {
  return TAKING[kind] as StepTaking<StepKind>;
}
