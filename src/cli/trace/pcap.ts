// SPDX-License-Identifier: GPL-2.0-or-later
// In which file does Wireshark read D-channel frames with their direction? pcap, link type LINUX_LAPD.

import { closeSync, openSync, writeSync } from 'node:fs';
import type { WireFrame } from '../../engine/index.js';
import { inFile } from '../written.js';

const LINUX_LAPD = 177; // LINKTYPE_LINUX_LAPD: LAPD after the 16 octets of Linux's "cooked" header
const LONGEST = 65_535;
const COOKED = 16;

const TO_US = 0;
const BY_US = 4; // PACKET_OUTGOING
const ARPHRD_LAPD = 8445;
const ETH_P_LAPD = 0x0030;

/** The 24 octets that begin the file. */
function fileHeader(): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0); // times in microseconds
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(LONGEST, 16);
  header.writeUInt32LE(LINUX_LAPD, 20);
  return header;
}

/** The 16 octets before each frame, and the cooked header with who sent it. */
function frameHeader({ at, size, direction, role }: WireFrame, kept: number): Buffer {
  const header = Buffer.alloc(16 + COOKED);
  const microseconds = Math.round(at * 1000);
  header.writeUInt32LE(Math.floor(microseconds / 1_000_000), 0);
  header.writeUInt32LE(microseconds % 1_000_000, 4);
  header.writeUInt32LE(COOKED + kept, 8);
  header.writeUInt32LE(COOKED + size, 12);
  header.writeUInt16BE(direction === 'sent' ? BY_US : TO_US, 16);
  header.writeUInt16BE(ARPHRD_LAPD, 18);
  header.writeUInt8(role === 'network' ? 1 : 0, 22); // "we are the network"
  header.writeUInt16BE(ETH_P_LAPD, 30);
  return header;
}

/** Standard output in place of a file, for `spillway trace --pcap - | wireshark -k -i -`. */
export const STANDARD_OUTPUT = '-';

/** A capture; each frame is written at once, so that it is whole whenever it is read. */
export class PcapFile {
  readonly #put: (octets: Buffer) => void;
  readonly close: () => void;

  /** Replaces a file of that name, as tcpdump does. Throws the system's error. */
  constructor(path: string) {
    if (path === STANDARD_OUTPUT) {
      this.#put = (octets) => process.stdout.write(octets);
      this.close = () => {};
    } else {
      const file = openSync(path, 'w', 0o600); // it has numbers in it
      this.#put = (octets) => inFile(path, () => writeSync(file, octets));
      this.close = () => closeSync(file);
    }
    this.#put(fileHeader());
  }

  /** A frame that was damaged on the line has no octets, and is left out. */
  write(frame: WireFrame): void {
    const octets = Buffer.from(frame.octets, 'hex');
    if (octets.length > 0) this.#put(Buffer.concat([frameHeader(frame, octets.length), octets]));
  }
}
