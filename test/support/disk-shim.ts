// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test make the disk of a box's process fail or slow? By a library that stands between SQLite and its files.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { projectFile } from './world.js';

/** The disk of one box. */
export class DiskShim {
  readonly environment: Readonly<Record<string, string>>;
  readonly #control: string;

  private constructor(library: string, control: string) {
    this.#control = control;
    this.environment = { LD_PRELOAD: library, DISK_SHIM: control };
    this.well();
  }

  /** Builds it in a folder; undefined: there is no compiler here. */
  static build(folder: string): DiskShim | undefined {
    const library = join(folder, 'disk-shim.so');
    const source = projectFile('test', 'faults', 'disk-shim.c');
    const built = spawnSync('cc', ['-O1', '-shared', '-fPIC', '-o', library, source], { encoding: 'utf8' });
    return built.status === 0 ? new DiskShim(library, join(folder, 'disk')) : undefined;
  }

  well(): void {
    writeFileSync(this.#control, '');
  }

  /** Each flush takes so many milliseconds. */
  slow(milliseconds: number): void {
    writeFileSync(this.#control, `slow ${milliseconds}\n`);
  }

  /** Each write fails. */
  fails(error: 'EROFS' | 'EIO' | 'ENOSPC'): void {
    writeFileSync(this.#control, `error ${ERRNO[error]}\n`);
  }
}

const ERRNO = { EROFS: 30, EIO: constants.errno.EIO, ENOSPC: constants.errno.ENOSPC };
