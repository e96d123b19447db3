// SPDX-License-Identifier: GPL-2.0-or-later
// What else is told of agents? What one said of a call, and what was put right about him.

import type { Instant } from '../kernel/index.js';
import type { ConsoleEvents } from './console-events.js';

/** Facts of agents' work, by type; with those of the console, where they sit. */
export interface AgentWorkEvents extends ConsoleEvents {
  /** His state did not go with his telephone, and was put right: `talksAlone`, `ringsAlone`, `lineAlone`. A fault of the program. */
  'agent.repaired': { readonly agent: string; readonly what: string; readonly call?: string; readonly offer?: string };
  /** What the call was about, by his word; `none`: he had to say it, and has not. Of several for one call the last holds. */
  'agent.wrapUpCode': { readonly agent: string; readonly call: string; readonly queue: string; readonly code: string };
  /** What he can do until then, beside the file: levels, 0: he cannot; without an end the file holds again. */
  'agent.skillsSaid': {
    readonly agent: string;
    readonly skills: Readonly<Record<string, number>>;
    readonly until?: Instant;
    /** One of `skillProfiles`, by his own word. */
    readonly profile?: string;
  };
  /** His wrong PINs are forgotten. */
  'agent.unlocked': { readonly agent: string };
}
