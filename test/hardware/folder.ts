// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a test in the machine of tools/dahdi-vm write and speak, and what of it is kept?

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';

/** What a command says, among the test's comments. */
export function commented(t: Test) {
  const write = (line: string) => {
    t.comment(line);
  };
  return { language: 'en', write, complain: write } as const;
}

/** A folder of the test's own. In the machine its logs and figures are kept, not its database. */
export function folder(t: Test, name: string): string {
  const directory = mkdtempSync(join(tmpdir(), `spillway-${name}-`));
  t.teardown(() => {
    const kept = process.env.DAHDI_VM_OUT;
    const text = (path: string) => !path.endsWith('/data') && !path.endsWith('.sock');
    if (kept) cpSync(directory, join(kept, name), { recursive: true, filter: text });
    rmSync(directory, { recursive: true });
  });
  return directory;
}
