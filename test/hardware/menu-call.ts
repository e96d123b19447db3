// SPDX-License-Identifier: GPL-2.0-or-later
// How does one call through the menu go? Box and exchange in two processes until it is over; then both sides' books.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import type { Wiring } from '../../src/cli/demo/files.js';
import { agentId, agentPin, BANK } from '../../src/cli/demo/plan.js';
import { Participant, PROGRAM } from '../../src/cli/demo/processes.js';
import { boxRecords } from '../../src/cli/demo/report.js';
import type { ExchangeReport } from '../../src/cli/exchange-reporter.js';
import { Emitter, SystemClock, sleep } from '../../src/kernel/index.js';
import type { ExchangeLog, ScenarioFile } from '../../src/sim/index.js';
import { openReads, wholeBooks } from '../../src/store/index.js';
import { projectFile } from '../contract/engine-world.js';

const ACCESS_NUMBER = '4008001111';

const prompt = (name: string) => projectFile('prompts/en', `${name}.wav`);

/** What the two people say, as the test looks for it in the recording: A-law files, which the engine takes byte by byte. */
export const SPEECH = { caller: prompt('number-unusable'), agent: prompt('callback-greeting') };

/** Seconds that caller and agent mean to talk, as a mean; each talks for half of it at least. */
const TALK = 12;
export const LEAST_TALK = TALK / 2;

/** Emulated machines are slow: this only ends what would wait for ever. */
const PATIENCE = 240_000;

function boxConfiguration({ box }: Wiring): object {
  return {
    language: 'en',
    data: 'data',
    board: box,
    accessNumbers: [{ number: ACCESS_NUMBER, menu: 'main' }],
    queues: [{ name: 'sales', wrapUp: '1s' }],
    agents: [{ id: agentId(0), name: 'Ann', pin: agentPin(0), queues: ['sales'] }],
    surge: { enabled: false },
    recording: { announce: false },
  };
}

function scenario({ exchange }: Wiring): ScenarioFile {
  return {
    ...exchange,
    audio: {
      ...SPEECH,
      menu: prompt('menu-main'),
      promise: prompt('surge'),
      confirm: prompt('callback-press-1'),
      keyIn: prompt('key-in-your-number'),
      keyInConfirm: prompt('confirm-1-again-2'),
      signedIn: prompt('agent-signed-in'),
    },
    traffic: {
      calls: 1,
      duration: 1,
      accessNumbers: [{ item: ACCESS_NUMBER, weight: 1 }],
      withheldShare: 0,
      patience: { least: 120, most: 120 },
      menuKey: '2',
    },
    telephones: [{ span: BANK, port: 1, signIn: `*61*${agentId(0)}*${agentPin(0)}#` }],
    talk: TALK,
    startAfter: 15,
  };
}

/** Lets box and exchange play it; resolves when the caller has gone and the recording is complete. */
export async function playMenuCall(directory: string, wiring: Wiring): Promise<ExchangeLog> {
  const file = (name: string) => join(directory, name);
  writeFileSync(file('spillway.yaml'), stringify(boxConfiguration(wiring)));
  writeFileSync(file('scenario.yaml'), stringify(scenario(wiring)));

  const news = new Emitter<'quiet' | 'recorded'>();
  const hear = (what: 'quiet' | 'recorded') =>
    new Promise<void>((resolve) => news.on((told) => told === what && resolve()));
  const over = Promise.all([hear('quiet'), hear('recorded')]);
  let last = '';
  const exchange = new Participant(
    'exchange',
    [PROGRAM, 'exchange', file('scenario.yaml'), '--json', '--log', file('exchange.json')],
    {
      log: file('exchange.log'),
      line: (line) => {
        last = line;
        if ((JSON.parse(line) as ExchangeReport).quiet) news.emit('quiet');
      },
    },
  );
  const box = new Participant('box', [fileURLToPath(new URL('menu-box.js', import.meta.url)), file('spillway.yaml')], {
    log: file('box.log'),
    line: (line) => {
      if (line.startsWith('recorded')) news.emit('recorded');
    },
  });
  try {
    const tooLate = sleep(new SystemClock(), PATIENCE).then(() => {
      throw new Error(`the call is not over after ${PATIENCE / 1000} s; the exchange said last: ${last}`);
    });
    await Promise.race([over, exchange.failure(), box.failure(), tooLate]);
  } finally {
    await box.stop();
    await exchange.stop();
  }
  return JSON.parse(readFileSync(file('exchange.json'), 'utf8')) as ExchangeLog;
}

/** What the box has written of it. */
export async function booksOf(directory: string) {
  const reads = openReads(join(directory, 'data'));
  try {
    const calls = await reads.selectFrom('call').selectAll().execute();
    const recordings = await reads.selectFrom('recording').selectAll().execute();
    return { calls, recordings, judged: boxRecords(await wholeBooks(reads)) };
  } finally {
    await reads.destroy();
  }
}
