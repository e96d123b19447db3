// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room line: spans, channels, trunk groups, and how full they are.

export { Channel, type ChannelChange } from './channel.js';
export type { Block, ChannelState, Direction, Hindrance } from './channel-machine.js';
export { Lines, type LinesOptions } from './lines.js';
export { concealed } from './q931/conceal.js';
export {
  type DecodedBearer,
  type DecodedCause,
  type DecodedChannels,
  type DecodedElement,
  elementValue,
  type OpaqueElement,
  type ReadableElement,
} from './q931/element.js';
export { type DecodedFrame, decodeFrame, type FrameKind, isCommand } from './q931/frame.js';
export { type CallReference, type DecodedMessage, decodeMessage } from './q931/message.js';
export type { DecodedNumber } from './q931/party-number.js';
export { Span, type SpanOptions, type SpanTally } from './span.js';
export { type SelectionOrder, TrunkGroup, type TrunkGroupOptions } from './trunk-group.js';
export type { Utilisation } from './utilisation.js';
