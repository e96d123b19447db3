// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/agents: agents' telephones and commands.

export { AgentDesk } from './agent-desk.js';
export { type AgentOnLine, Floor } from './agent-lines.js';
export { describe, putAgentState } from './agent-log.js';
