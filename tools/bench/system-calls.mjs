// SPDX-License-Identifier: GPL-2.0-or-later
// How many system calls does each thread of a process make? The kernel counts them (tracefs; root), and nobody is held up by it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const tracing = '/sys/kernel/tracing';
const event = `${tracing}/events/raw_syscalls/sys_enter`;
const byThread = 'hist:keys=common_pid:size=2048';

/** From its making to `end`; one at a time. */
export class SystemCalls {
  #names;

  /** @param {number} pid */
  constructor(pid) {
    const tasks = readdirSync(`/proc/${pid}/task`);
    const name = (/** @type {string} */ task) => readFileSync(`/proc/${pid}/task/${task}/comm`, 'utf8').trim();
    this.#names = new Map(tasks.map((task) => [task, name(task)]));
    if (!existsSync(event)) spawnSync('mount', ['-t', 'tracefs', 'tracefs', tracing]);
    writeFileSync(`${event}/trigger`, byThread);
  }

  /**
   * Calls by name of thread.
   * @returns {[string, number][]}
   */
  end() {
    const text = readFileSync(`${event}/hist`, 'utf8');
    writeFileSync(`${event}/trigger`, `!${byThread}`);
    /** @type {Map<string, number>} */
    const counts = new Map([...this.#names.values()].map((name) => [name, 0]));
    for (const [, task = '', count] of text.matchAll(/common_pid:\s+(\d+)\s*\}\s*hitcount:\s+(\d+)/g)) {
      const name = this.#names.get(task);
      if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + Number(count));
    }
    return [...counts];
  }
}
