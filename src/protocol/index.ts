// SPDX-License-Identifier: GPL-2.0-or-later
// The protocol's door: what host, command line and web process say to each other, and how much of it.

export { LineReader } from './line-reader.js';
export {
  type ControlError,
  type ControlRequest,
  type ControlResponse,
  type Hello,
  type HelloParams,
  LONGEST_ANSWER,
  type NotInList,
  PROGRAM_NAME,
  PROTOCOL_VERSION,
  SOCKET_LIMITS,
  type SocketKind,
  type SocketLimits,
} from './messages.js';
