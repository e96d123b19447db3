// SPDX-License-Identifier: GPL-2.0-or-later
// The host's door: what `spillway start` runs, and how to speak to it.

export type { ControlMethod } from './control-connection.js';
export { ControlServer } from './control-server.js';
export { type BoxLog, boxLog, type LogForm } from './log.js';
export { logLine, type Reader } from './log-lines.js';
export {
  type ControlError,
  type ControlRequest,
  type ControlResponse,
  LineReader,
  LONGEST_ANSWER,
} from './protocol.js';
export { type RunOptions, runBox } from './run-box.js';
export { type ServiceManager, serviceManager } from './service-manager.js';
export type { Stopping } from './stop-method.js';
export { traceMethod } from './trace-method.js';
export { Watchdog, type WatchdogOptions } from './watchdog.js';
