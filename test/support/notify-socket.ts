// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears what a service tells its manager? A real datagram socket, as systemd's, by a program of Python's.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Test } from 'tap';

const RECEIVER = `
import socket, sys
name = sys.argv[1]
ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
ear.bind('\\0' + name[1:] if name.startswith('@') else name)
print('listening', flush=True)
while True:
    print(ear.recv(65536).decode().replace('\\n', ' '), flush=True)
`;

/** What was told, and what is told next. */
export class NotifySocket {
  readonly told: string[] = [];
  readonly #waiting = new Set<() => void>();

  hear(line: string): void {
    this.told.push(line);
    for (const look of [...this.#waiting]) look();
  }

  /** Resolves when a line with this text was told, or is. */
  heard(text: string): Promise<void> {
    return this.told.some((line) => line.includes(text)) ? Promise.resolve() : this.next(text);
  }

  /** Resolves when, from now on, so many lines with this text were told. */
  next(text: string, count = 1): Promise<void> {
    const from = this.told.length;
    return new Promise((resolve) => {
      const look = () => {
        if (this.told.slice(from).filter((line) => line.includes(text)).length < count) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
    });
  }
}

/** Listens on a path, or on an abstract name that begins with @, until the test ends. */
export async function notifySocket(t: Test, name: string): Promise<NotifySocket> {
  const ear = spawn('python3', ['-c', RECEIVER, name], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.teardown(() => ear.kill());
  const made = new NotifySocket();
  const lines = createInterface({ input: ear.stdout });
  await new Promise((resolve, reject) => {
    lines.once('line', resolve);
    ear.once('exit', () => reject(new Error(`nobody listens on ${name}`)));
  });
  lines.on('line', (line) => made.hear(line));
  return made;
}
