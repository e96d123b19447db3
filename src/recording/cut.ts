// SPDX-License-Identifier: GPL-2.0-or-later
// How is the end of a recording cut off? In its file, which stays one that every player reads, wherever the power fails.

import { open } from 'node:fs/promises';
import type { Duration } from '../kernel/index.js';

const HEAD = 4_096; // the sound of ours begins within it

/**
 * Cuts a whole recording off after this; gives how long it is then. Nothing is cut from a file that is shorter, or is no WAV. The bytes go
 * first: a file that is shorter than its head says is what a crash leaves, and is mended at the next start.
 */
export async function cutRecording(file: string, after: Duration): Promise<Duration | undefined> {
  const handle = await open(file, 'r+');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const head = buffer.subarray(0, bytesRead);
    const [format, data] = [head.indexOf('fmt ', 12, 'latin1'), head.indexOf('data', 12, 'latin1')];
    if (format < 0 || data < 0 || data + 8 > bytesRead) return undefined;
    const [aSecond, aFrame] = [head.readUInt32LE(format + 16), head.readUInt16LE(format + 20)];
    const frames = Math.ceil((after / 1_000) * (aSecond / aFrame));
    const bytes = frames * aFrame;
    if (bytes >= head.readUInt32LE(data + 4)) return undefined;
    await handle.truncate(data + 8 + bytes + (bytes & 1));
    head.writeUInt32LE(bytes, data + 4);
    head.writeUInt32LE(data + bytes + (bytes & 1), 4);
    const fact = head.indexOf('fact', 12, 'latin1');
    if (fact >= 0 && fact < data) head.writeUInt32LE(frames, fact + 8);
    await handle.write(head, 0, data + 8, 0);
    await handle.datasync();
    return (frames * aFrame * 1_000) / aSecond;
  } finally {
    await handle.close();
  }
}
