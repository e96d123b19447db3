// SPDX-License-Identifier: GPL-2.0-or-later
// Can any frame at all be decoded and shown, whatever the line brings? Random octets, and sound frames with some of them changed.
import t from 'tap';
import { FrameLines } from '../../src/cli/trace/frame-lines.js';
import type { WireFrame } from '../../src/engine/index.js';
import { decodeFrame } from '../../src/line/index.js';
import { Random } from '../../src/sim/index.js';

const RUNS = 20_000;
const SOUND = [
  '02010000080200010504038090a31803a183836c0d218331333931323334353637387009813838383830303031740e0100823032313631323334353637a1',
  '00010604080280014508028191',
  '00010a0608020000461803a98386790180',
].map((hex) => Buffer.from(hex, 'hex'));

/** Octets of no meaning, or a sound frame that was changed in some places and cut somewhere. */
function hostile(random: Random): Buffer {
  const octet = () => Math.floor(random.next() * 256);
  const sound = SOUND[Math.floor(random.next() * SOUND.length)] ?? Buffer.alloc(0);
  if (random.next() < 0.3) return Buffer.from(Array.from({ length: Math.floor(random.next() * 265) }, octet));
  const frame = Buffer.from(sound);
  for (let changes = random.next() * 6; changes > 0; changes--)
    frame[Math.floor(random.next() * frame.length)] = octet();
  return random.next() < 0.5 ? frame : frame.subarray(0, Math.floor(random.next() * frame.length));
}

function wire(frame: Buffer): WireFrame {
  const rest = {
    at: 0,
    span: 'e1',
    role: 'cpe',
    direction: 'received',
    use: 'whole',
    fault: '',
    lostBefore: 0,
  } as const;
  return { ...rest, size: frame.length, octets: frame.toString('hex') };
}

t.test(
  `${RUNS} frames from anywhere are decoded, shown in both languages, and never reach the terminal raw`,
  async (t) => {
    const random = new Random(1);
    const shown = [new FrameLines('en'), new FrameLines('zh-CN')];
    for (let run = 0; run < RUNS; run++) {
      const frame = hostile(random);
      const decoded = decodeFrame(frame);
      JSON.stringify(decoded);
      const lines = shown.flatMap((each) => each.show(wire(frame), decoded));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come out
      const raw = lines.find((line) => /[\u0000-\u001f\u007f]|undefined|NaN|\[object/.test(line));
      if (lines.length < 2 || raw !== undefined) return t.fail(`${frame.toString('hex')}: ${raw}`);
    }
    t.pass();
  },
);
