// SPDX-License-Identifier: GPL-2.0-or-later
// Which version of the package is this? As its package.json says.

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packagedPrompts } from '../../config/index.js';

function read(): string {
  const file = join(dirname(packagedPrompts()), 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

/** The version of the package. */
export const VERSION = read();
