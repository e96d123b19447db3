// SPDX-License-Identifier: GPL-2.0-or-later
// Writes spillway.schema.json and docs/settings.md from the definition in src/config. Run after `npm run build:ts`: node tools/gen-schema.mjs

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const from = process.argv[2] ?? '../dist/config/index.js';
const { jsonSchema, referencePage } = await import(new URL(from, import.meta.url).href);
const file = fileURLToPath(new URL('../spillway.schema.json', import.meta.url));
writeFileSync(file, `${JSON.stringify(jsonSchema(), null, 2)}\n`);
writeFileSync(fileURLToPath(new URL('../docs/settings.md', import.meta.url)), referencePage());
