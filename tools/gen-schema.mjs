// SPDX-License-Identifier: GPL-2.0-or-later
// Writes spillway.schema.json, docs/settings.md and docs/settings.zh-CN.md, and the table of steps in docs/flows.md and docs/flows.zh-CN.md,
// from the definition in src/config. Run after `npm run build:ts`:
// node tools/gen-schema.mjs [FOLDER of compiled sources, dist]

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/run.mjs';

const from = path.resolve(root, process.argv[2] ?? 'dist');
/** @param {string} room */
const door = (room) => import(pathToFileURL(path.join(from, room, 'index.js')).href);
const { jsonSchema, referencePage, stepsTable } = await door('config');
const { settingWords } = await door('words');

/**
 * @param {string} file
 * @param {string} text
 */
const write = (file, text) => writeFileSync(path.join(root, file), text);
write('spillway.schema.json', `${JSON.stringify(jsonSchema(), null, 2)}\n`);
write('docs/settings.md', referencePage());
const chinese = (/** @type {string} */ description) => settingWords(description, 'zh-CN');
write('docs/settings.zh-CN.md', referencePage('zh-CN', chinese));

/**
 * @param {string} file
 * @param {string} table
 */
const fill = (file, table) => {
  const page = readFileSync(path.join(root, file), 'utf8');
  write(
    file,
    page.replace(/(<!-- steps -->\n)[\s\S]*?(<!-- end -->)/, (_, before, after) => `${before}${table}${after}`),
  );
};
fill('docs/flows.md', stepsTable());
fill('docs/flows.zh-CN.md', stepsTable('zh-CN', chinese));
