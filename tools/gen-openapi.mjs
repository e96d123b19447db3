// SPDX-License-Identifier: GPL-2.0-or-later
// Writes docs/openapi.json from the contracts of src/api/contract. Run after `npm run build:ts`: node tools/gen-openapi.mjs

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const { openApi } = await import(new URL('../dist/api/index.js', import.meta.url).href);
const { version } = JSON.parse(readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8'));
const root = fileURLToPath(new URL('..', import.meta.url));
const file = path.join(root, 'docs/openapi.json');
writeFileSync(file, JSON.stringify(openApi(version)));
execFileSync(path.join(root, 'node_modules/.bin/biome'), ['format', '--write', file], { cwd: root, stdio: 'ignore' });
