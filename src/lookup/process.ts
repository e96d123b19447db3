// SPDX-License-Identifier: GPL-2.0-or-later
// Where are files of SQLite asked? In a process of its own: a statement that never ends can be ended only with it.

import { answering, type Said } from './asking.js';

const hear = answering((told) => process.send?.(told));
process.on('message', (said: Said) => hear(said));
process.on('disconnect', () => process.exit());
