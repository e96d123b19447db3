// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test use `spillway phone`? As a process that is typed into, at a box with a bank of telephones behind a socket.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Test } from 'tap';
import { liveBox } from './live-box.js';
import { spillway } from './program.js';

/** `spillway phone` as a process: what is typed into it, and the lines that it prints. */
export function phoneProcess(t: Test, args: readonly string[], language = 'C.UTF-8') {
  const child = spawn(process.execPath, [spillway, 'phone', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, LC_ALL: language, LANG: language },
  });
  const lines: string[] = [];
  const waiting: (() => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  t.teardown(async () => {
    child.kill();
    await ended;
  });
  const type = (text: string) => child.stdin.write(`${text}\n`);
  const prints = (line: RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => lines.some((one) => line.test(one)) && resolve();
      waiting.push(look);
      look();
    });
  return { type, prints, lines, ended };
}

/** A box with a bank of two telephones behind a socket. */
export async function phoneShop(t: Test, more: Readonly<Record<string, unknown>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-phone-')); // a socket's path is short
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'bank.sock');
  const spans = [
    { name: 'e1-1', kind: 'e1', carrier: { type: 'listen', path: join(folder, 'e1.sock') } },
    { name: 'phones', kind: 'analog', count: 2, carrier: { type: 'listen', path } },
  ];
  const agents = [{ id: '1001', name: 'One', pin: '4711', queues: ['sales'] }];
  return liveBox(t, { board: { type: 'virtual', spans }, agents, ...more });
}
