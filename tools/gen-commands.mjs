// SPDX-License-Identifier: GPL-2.0-or-later
// Writes docs/commands.md and docs/commands.zh-CN.md from the commands themselves. Run after `npm run build:ts`: node tools/gen-commands.mjs

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { commandPage } = await import(new URL('../dist/cli/command-page.js', import.meta.url).href);
for (const [language, name] of [
  ['en', 'commands.md'],
  ['zh-CN', 'commands.zh-CN.md'],
])
  writeFileSync(fileURLToPath(new URL(`../docs/${name}`, import.meta.url)), await commandPage(language));
