// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test give a verb as the box's socket does?
import type { Box } from '../../src/engine/index.js';
import { callMethods } from '../../src/host/call-methods.js';

/** Does a verb of `callAction` for an agent. */
export function controlMethods(box: Box) {
  const { callAction } = callMethods(box, () => ({ stations: [], agents: [] }));
  return (verb: string, agent: string, to?: string) =>
    callAction?.({ verb, agent, ...(to !== undefined && { to }) }, {} as never);
}
