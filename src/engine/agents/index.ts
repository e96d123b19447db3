// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/agents: agents' telephones and commands.

export { AgentDesk, type HouseDialling } from './agent-desk.js';
export { AgentLines } from './agent-lines.js';
export { describe } from './agent-log.js';
export { FEEDBACK_PROMPTS, type Feedback, refusalOf } from './agent-prompts.js';
export { longBreaks, overfullBreaks } from './breaks.js';
export { DayTallies, type DayTally } from './day-tallies.js';
export { type AtTelephone, byTelephone, type NightSwitch, type PromptRecorder } from './house-codes.js';
export { KEYED_WITHIN, knownByPin } from './known-by-pin.js';
export { failedTelephones } from './offer-ends.js';
export { refusalSaid } from './pin-change.js';
export { SkillDesk, type SkillsSaid } from './skill-desk.js';
export type { AgentOnLine, EnqueueRequest, WaitingParty } from './waiting-parties.js';
