// SPDX-License-Identifier: GPL-2.0-or-later
// A program that logs as the box does: each line that it reads; it says so, and when it has opened its log anew.
import { createInterface } from 'node:readline';
import { boxLog } from '../../src/host/index.js';

const [, , file = ''] = process.argv;
const { log, reopen } = boxLog({ file, level: 'info' }, { people: false, language: 'en', zone: 'UTC' });
const say = (text: string) => process.stdout.write(`${text}\n`);

process.on('SIGUSR2', () => {
  reopen();
  say('reopened');
});
createInterface({ input: process.stdin }).on('line', (line) => {
  log.info(line);
  say('logged');
});
