// SPDX-License-Identifier: GPL-2.0-or-later
// What does a D-channel frame say? Q.921's address and control fields, and the message that an I-frame carries.

import { type DecodedMessage, decodeMessage } from './message.js';

const SUPERVISORY = ['RR', 'RNR', 'REJ'] as const;
const UNNUMBERED = { 111: 'SABME', 15: 'DM', 3: 'UI', 67: 'DISC', 99: 'UA', 135: 'FRMR', 175: 'XID' } as const;

/** Q.921's names of frames; `unknown`: its control field has none of them. */
export type FrameKind =
  | 'I'
  | (typeof SUPERVISORY)[number]
  | (typeof UNNUMBERED)[keyof typeof UNNUMBERED]
  | 'unknown'
  | 'damaged';

export interface DecodedFrame {
  /** `damaged`: too short to have address and control fields. */
  readonly kind: FrameKind;
  /** Service access point: 0 is call control, 63 management. */
  readonly sapi?: number;
  readonly tei?: number;
  /** The C/R bit: 1 in commands of the network and responses of the user. */
  readonly commandBit?: boolean;
  /** The P/F bit. */
  readonly pollFinal?: boolean;
  /** N(S), of an I-frame. */
  readonly sent?: number;
  /** N(R): frames up to this one, exclusive, have arrived. */
  readonly received?: number;
  readonly message?: DecodedMessage;
}

/** Reads a frame (without flags and FCS), any octets; never throws. */
export function decodeFrame(frame: Uint8Array): DecodedFrame {
  const [first, second, control] = frame;
  if (first === undefined || second === undefined || control === undefined) return { kind: 'damaged' };
  const address = { sapi: first >> 2, tei: second >> 1, commandBit: (first & 0x02) !== 0 };
  if ((control & 0x03) === 0x03) {
    const kind = (UNNUMBERED as Readonly<Record<number, FrameKind>>)[control & 0xef] ?? 'unknown';
    return { kind, ...address, pollFinal: (control & 0x10) !== 0 };
  }
  const fourth = frame[3];
  if (fourth === undefined) return { kind: 'damaged', ...address };
  const flow = { pollFinal: (fourth & 0x01) !== 0, received: fourth >> 1 };
  if ((control & 0x01) !== 0) return { kind: SUPERVISORY[(control >> 2) & 0x03] ?? 'unknown', ...address, ...flow };
  const message = frame.length > 4 ? { message: decodeMessage(frame.subarray(4)) } : {};
  return { kind: 'I', ...address, ...flow, sent: control >> 1, ...message };
}

/** Whether a frame is a command, by who sent it (Q.921 table 1). */
export function isCommand(frame: DecodedFrame, fromNetwork: boolean): boolean {
  return frame.commandBit === fromNetwork;
}
