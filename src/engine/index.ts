// SPDX-License-Identifier: GPL-2.0-or-later
// The engine's door: the box as a library.

export type { AgentStatus, BoxStatus, CallbackTotals, CallTotals, QueueStatus, SpanStatus } from './status.js';
