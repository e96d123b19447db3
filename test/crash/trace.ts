// SPDX-License-Identifier: GPL-2.0-or-later
// In which order did a process write, flush and send? Reads what strace wrote with `straceOptions`.

/** What strace is told: every thread, the calls that matter, all bytes of them in hex, the files' names. */
export function straceOptions(output: string): readonly string[] {
  const calls = 'trace=pwrite64,pwritev,write,fdatasync,fsync,sendto,sendmsg';
  return ['-f', '--seccomp-bpf', '-qq', '-xx', '-y', '-s', '6000', '-e', calls, '-e', 'signal=none', '-o', output];
}

/** One system call; `begun` and `done` are places in the order of the whole trace. */
export interface Traced {
  readonly name: string;
  /** What the descriptor is: a path, or `socket:[12]`. */
  readonly file: string;
  /** As strace wrote it: `\x31\x33`. */
  readonly hex: string;
  readonly begun: number;
  /** Not before this did it return without an error; undefined: it never did. */
  done: number | undefined;
}

const CALL = /^(\d+) +(\w+)\(\d+<([^>]*)>(?:, "([^"]*)")?/;
const RESUMED = /^(\d+) +<\.\.\. (\w+) resumed>/;
const FAILED = /= -1 \w+ \([^)]*\)$/;

/** Reads a trace line by line. */
export function readTrace(text: string): readonly Traced[] {
  const calls: Traced[] = [];
  const unfinished = new Map<string, Traced>();
  for (const [place, line] of text.split('\n').entries()) {
    const failed = FAILED.test(line);
    const resumed = RESUMED.exec(line);
    if (resumed) {
      const call = unfinished.get(resumed[1] ?? '');
      if (call !== undefined && !failed) call.done = place;
      continue;
    }
    const [, thread = '', name = '', file = '', hex = ''] = CALL.exec(line) ?? [];
    if (name === '') continue;
    const waits = line.endsWith('<unfinished ...>');
    const call: Traced = { name, file: decoded(file), hex, begun: place, done: waits || failed ? undefined : place };
    if (waits) unfinished.set(thread, call);
    calls.push(call);
  }
  return calls;
}

function decoded(hex: string): string {
  return hex.replace(/\\x([0-9a-f]{2})/g, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)));
}

/** Bytes as strace writes them. */
export function asHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

const HEX_DIGITS = asHex(Uint8Array.of(0)).length;
const SEQUENCE_BYTES = 8;
const FRAME_BYTES = 160;

/** What must be durable before something becomes of it. */
export interface Durable {
  /** What stands in its rows: their first columns, which lie side by side. */
  readonly rows: readonly string[];
  /** Whether a call is what may only follow. */
  readonly follows: (call: Traced) => boolean;
}

/** What is wrong with the order; undefined: the rows were written, then flushed, and only then came what follows. */
export function outOfOrder(trace: readonly Traced[], { rows, follows }: Durable): string | undefined {
  const log = trace.filter(({ file }) => file.endsWith('.db-wal'));
  const writes = rows.map((row) => {
    const needle = asHex(Buffer.from(row));
    return log.find(({ name, hex }) => name.startsWith('pwrite') && hex.includes(needle));
  });
  const missing = rows.find((_row, i) => writes[i]?.done === undefined);
  if (missing !== undefined) return `${missing} was never written to the log`;
  const written = Math.max(...writes.map((write) => write?.done ?? Number.POSITIVE_INFINITY));

  const flush = log.find(({ name, begun, done }) => isFlush(name) && begun > written && done !== undefined);
  if (flush?.done === undefined) return 'the log was never flushed after that';
  const first = trace.find(follows);
  if (first === undefined) return 'what was to follow never came';
  return first.begun > flush.done ? undefined : `it came in line ${first.begun}, the flush was over in ${flush.done}`;
}

/** A prompt's first 160 bytes go out on an E1's time slot. */
export function speaks(slot: number, voice: Uint8Array): Durable['follows'] {
  const channel = slot < 16 ? slot - 1 : slot - 2;
  const [frame, at] = [asHex(voice), (SEQUENCE_BYTES + channel * FRAME_BYTES) * HEX_DIGITS];
  return ({ name, hex }) => isSend(name) && hex.startsWith(frame, at);
}

/** Anything is written to a file. */
export function writesTo(path: string): Durable['follows'] {
  return ({ name, file }) => (name === 'write' || name.startsWith('pwrite')) && file === path;
}

function isFlush(name: string): boolean {
  return name === 'fsync' || name === 'fdatasync';
}

function isSend(name: string): boolean {
  return name === 'sendto' || name === 'sendmsg';
}
