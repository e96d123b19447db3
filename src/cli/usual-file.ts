// SPDX-License-Identifier: GPL-2.0-or-later
// Which configuration file is meant when none is named? That of the folder, else the service's.

import { existsSync } from 'node:fs';
import { TelephonyError } from '../faults.js';

/** The service's. */
export const SERVICE_FILE = '/etc/spillway/spillway.yaml';

/** Where one is looked for, in this order. */
export const USUAL_FILES: readonly string[] = ['spillway.yaml', SERVICE_FILE];

/** The first that is there. */
export function usualFile(isThere: (path: string) => boolean = existsSync): string | undefined {
  return USUAL_FILES.find((path) => isThere(path));
}

/** The file that is named, else the usual one; CONFIG_INVALID: there is none. */
export function fileOrUsual(named: string | undefined): string {
  const file = named ?? usualFile();
  if (file !== undefined) return file;
  throw new TelephonyError('CONFIG_INVALID', `there is no ./spillway.yaml and no ${SERVICE_FILE}: name one`);
}
