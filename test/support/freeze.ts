// SPDX-License-Identifier: GPL-2.0-or-later
// How is one thread of another process made to stand still? As a debugger does it: ptrace stops it, the others go on.
import { readdirSync, readFileSync } from 'node:fs';
import koffi from 'koffi';

const PTRACE_SEIZE = 0x4206;
const PTRACE_INTERRUPT = 0x4207;
const PTRACE_DETACH = 17;
const WALL = 0x40000000;

const libc = koffi.load('libc.so.6');
const ptrace = libc.func('long ptrace(long request, int thread, intptr_t address, intptr_t data)');
const waitpid = libc.func('int waitpid(int thread, void *status, int options)');

/** The thread of a process that has this name (`spillway-media`); the process's own number is its JavaScript's. */
export function threadNamed(process: number, name: string): number {
  const threads = readdirSync(`/proc/${process}/task`);
  const found = threads.find((id) => readFileSync(`/proc/${process}/task/${id}/comm`, 'utf8').trim() === name);
  if (found === undefined) throw new RangeError(`process ${process} has no thread ${name}`);
  return Number(found);
}

/** Stops the thread until the returned function is called. */
export function freeze(thread: number): () => void {
  if (Number(ptrace(PTRACE_SEIZE, thread, 0, 0)) !== 0) throw new Error(`ptrace: error ${koffi.errno()}`);
  ptrace(PTRACE_INTERRUPT, thread, 0, 0);
  waitpid(thread, Buffer.alloc(4), WALL);
  return () => {
    ptrace(PTRACE_DETACH, thread, 0, 0);
  };
}
