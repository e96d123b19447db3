// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a running box about what agents can do for a while? Levels until an end, and the file's again.

import type { Box } from '../engine/index.js';
import { typedSkills } from './agent-skills.js';
import type { ControlMethod } from './control-connection.js';
import { optional, text } from './shop-methods.js';

/** Without skills the file's hold again. */
export function skillMethods(box: Box): Readonly<Record<string, ControlMethod>> {
  return {
    'agents.skillsFor': (params) => {
      const agent = text(params, 'agent');
      const typed = optional(params, 'skills');
      if (typed === undefined) return box.agents.skills.regular(agent);
      return box.agents.skills.say(agent, typedSkills(typed), text(params, 'until'));
    },
  };
}
