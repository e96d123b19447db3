// SPDX-License-Identifier: GPL-2.0-or-later
// Writes docs/prompts.md from prompts/texts.yaml. Run after `npm run build:ts`: node tools/gen-prompts.mjs; `--check` says whether it is up to date.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const args = process.argv.slice(2);
const from = args.find((arg) => !arg.startsWith('--')) ?? '../dist/ivr/index.js';
const { promptCatalogue, promptsPage } = await import(new URL(from, import.meta.url).href);
const page = promptsPage(promptCatalogue(fileURLToPath(new URL('../prompts', import.meta.url))));
const file = fileURLToPath(new URL('../docs/prompts.md', import.meta.url));
if (!args.includes('--check')) writeFileSync(file, page);
else if (readFileSync(file, 'utf8') !== page) {
  console.error('docs/prompts.md is not what prompts/texts.yaml says: run node tools/gen-prompts.mjs');
  process.exitCode = 1;
}
