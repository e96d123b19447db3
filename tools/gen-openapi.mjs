// SPDX-License-Identifier: GPL-2.0-or-later
// Writes docs/openapi.json from the contracts of src/api/contract. Run after `npm run build:ts`: node tools/gen-openapi.mjs

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { openApi } = await import(new URL('../dist/api/index.js', import.meta.url).href);
const { version } = JSON.parse(readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8'));
writeFileSync(
  fileURLToPath(new URL('../docs/openapi.json', import.meta.url)),
  `${JSON.stringify(openApi(version), null, 1)}\n`,
);
