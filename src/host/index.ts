// SPDX-License-Identifier: GPL-2.0-or-later
// The host's door: what `spillway start` runs, and how to speak to it.

export { type Admit, askerOf, type Door, OPERATOR_DOOR } from './asker.js';
export { CALL_VERBS, WAYS_TO_SUPERVISE } from './call-methods.js';
export { askClosedRecords, type ClosedAnswer } from './closed-records.js';
export { askClosedShop } from './closed-shop.js';
export type { ControlMethod, ControlStream } from './control-connection.js';
export { controlMethods } from './control-methods.js';
export { ControlServer } from './control-server.js';
export type { Demand } from './demand-method.js';
export type { AgentsTaken, NumberFileTaken } from './file-methods.js';
export type { LicencePage } from './licence-method.js';
export { type BoxLog, boxLog, type LogForm } from './log.js';
export { logLine, type Reader } from './log-lines.js';
export { type TargetTested, testTarget } from './outbox-methods.js';
export { type Peer, peerCredentials, peerText } from './peer.js';
export { type ExplainedRoute, recordMethods, type TracedFlow } from './record-methods.js';
export type { DetailPage } from './report-detail-method.js';
export { type RunOptions, runBox } from './run-box.js';
export { type ServiceManager, serviceManager } from './service-manager.js';
export type { Roster } from './shift-methods.js';
export type { PinGiven, Reloaded, SettingsChanged, SkillsNow } from './shop.js';
export type { Stopping } from './stop-method.js';
export { TELEPHONE_ACTIONS } from './telephone-methods.js';
export { traceMethod } from './trace-method.js';
export { WAITING_ACTIONS } from './waiting-methods.js';
export { Watchdog, type WatchdogOptions } from './watchdog.js';
export { webDoor } from './web-door.js';
