// SPDX-License-Identifier: GPL-2.0-or-later
// Where is this package on the disk, and which version of it is this?

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with the package's package.json and prompts, wherever its modules were compiled to. */
export function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'prompts')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

function read(): string {
  return (JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { readonly version: string })
    .version;
}

/** The version of the package. */
export const VERSION = read();
