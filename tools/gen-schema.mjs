// SPDX-License-Identifier: GPL-2.0-or-later
// Writes spillway.schema.json, docs/settings.md and docs/settings.zh-CN.md from the definition in src/config. Run after `npm run build:ts`:
// node tools/gen-schema.mjs [FOLDER of compiled sources, dist]

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/run.mjs';

const from = path.resolve(root, process.argv[2] ?? 'dist');
/** @param {string} room */
const door = (room) => import(pathToFileURL(path.join(from, room, 'index.js')).href);
const { jsonSchema, referencePage } = await door('config');
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
