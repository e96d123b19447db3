// SPDX-License-Identifier: GPL-2.0-or-later
// What if the web process's own database takes nothing, because the disk is full? Who is at work works on: what only remembers is done without.

/** The fault to tell; undefined: it is no trouble of the disk's. */
export function storeFault(error: unknown): 'STORE_FULL' | 'STORE_FAILED' | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL') return 'STORE_FULL';
  return /^SQLITE_(IOERR|READONLY|BUSY|CANTOPEN)/.test(code) ? 'STORE_FAILED' : undefined;
}

/** Whether it could be written. Throws what is no trouble of the disk's. */
export function isWritten(write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (storeFault(error) === undefined) throw error;
    return false;
  }
}
