// SPDX-License-Identifier: GPL-2.0-or-later
// What is a caller asked when his agent has gone?

import type { Surroundings } from './check.js';
import type { Finding } from './problems.js';
import { unknownName } from './references.js';
import type { Config } from './schema.js';
import { name } from './values.js';

/** Of a queue. */
export const survey = () =>
  name()
    .describe(
      'A flow to which its callers come when the agent has hung up, such as one that asks for a score; default: they are cleared.',
    )
    .exactOptional();

/** Surveys that there are not. */
export function checkSurveys({ queues, flows }: Config, { menus }: Surroundings): Finding[] {
  const known = [...Object.keys(flows), ...(menus ?? [])];
  return queues.flatMap((queue, index) =>
    queue.survey === undefined || menus === undefined
      ? []
      : unknownName(queue.survey, 'flow', known, ['queues', index, 'survey']),
  );
}
