// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to callers in flows? Where they come, what comes of each step, how they leave; and what they thought of their agent.

export interface FlowEvents {
  /** A caller comes to a step. */
  'flow.entered': { readonly call: string; readonly flow: string; readonly step: string };
  /** What came of a step. `keys`: what he keyed in; never what is masked. */
  'flow.came': {
    readonly call: string;
    readonly flow: string;
    readonly step: string;
    readonly outcome: string;
    readonly keys?: string;
  };
  /** He is in it no more. `to`: a destination by its name, `hangUp`, or `hungUp`: by himself. */
  'flow.left': { readonly call: string; readonly flow: string; readonly to: string };
  /** He has given his agent a score. */
  'survey.scored': {
    readonly call: string;
    readonly score: string;
    readonly agent?: string;
    readonly queue?: string;
  };
}
