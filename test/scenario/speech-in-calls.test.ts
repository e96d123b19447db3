// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-22 002-23
// Does a caller hear texts that an engine speaks, and is he understood when he speaks? With espeak-ng and pocketsphinx, in real time, judged at his end.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import t, { type Test } from 'tap';
import { open } from '../../src/engine/index.js';
import { SystemClock } from '../../src/kernel/index.js';
import { type Person, Town } from '../../src/sim/index.js';
import { synthesized } from '../../src/speech/synthesis.js';
import { projectFile } from '../support/world.js';

const MODEL = '/usr/share/pocketsphinx/model/en-us';

/** A box whose callers hear English, and a town in real time whose people say and hear files of one folder. */
async function shop(t: Test, flows: object, speech: object) {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-speech-'));
  const sounds = join(folder, 'sounds');
  mkdirSync(sounds);
  for (const name of readdirSync(projectFile('prompts/en')))
    copyFileSync(projectFile('prompts/en', name), join(sounds, name));
  const town = new Town({ prompts: sounds, speed: 1 });
  const box = await open({
    config: {
      language: 'en',
      data: join(folder, 'data'),
      board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'connect', path: '/e1.sock' } }] },
      accessNumbers: [{ number: '88880001', menu: 'shop' }],
      queues: [{ name: 'nobody' }],
      flows: flows as never,
      speech: speech as never,
    },
    log: pino({ level: 'silent' }),
    ...town.surroundings,
  });
  town.begin(box);
  t.teardown(async () => {
    await box.close();
    await town.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const spoken = () =>
    (existsSync(join(folder, 'data/spoken')) ? readdirSync(join(folder, 'data/spoken')) : []).filter((name) =>
      name.endsWith('.wav'),
    );
  /** What the box has spoken, so that people know it when they hear it. */
  const known = (file: string, name: string) =>
    copyFileSync(join(folder, 'data/spoken', file), join(sounds, `${name}.wav`));
  const words = async (name: string, text: string) =>
    writeFileSync(
      join(sounds, `${name}.wav`),
      await synthesized(new SystemClock(), { kind: 'espeak', voice: 'en-us' }, { text, language: 'en' }, 10_000),
    );
  return { town, box, spoken, known, words, clock: town.surroundings.clock };
}

const call = async (town: Town): Promise<Person> => {
  const caller = await town.calls('88880001');
  await caller.answered;
  return caller;
};

t.test(
  'a text is heard with its value, by the engine the first time, within 300 ms from the cache; what cannot be spoken is heard in its place',
  async (t) => {
    const flows = {
      shop: {
        steps: {
          ask: { collect: 'ask-order-number', into: 'order', length: { max: 6 }, next: 'tell' },
          tell: { say: { text: 'Order {order} is under way.', instead: 'technical-problem' }, next: 'money' },
          money: { say: ['you-entered', { amount: 'order' }, { phone: 'calling' }], next: 'bye' },
          bye: { say: 'goodbye', next: 'hangUp' },
        },
      },
    };
    const { town, spoken, known, clock } = await shop(t, flows, {});
    const first = await call(town);
    await first.hears('ask-order-number');
    const tellsIt = first.hears('you-entered');
    await first.presses('42#');
    await tellsIt;
    t.equal(spoken().length, 1, 'spoken once');
    first.hangsUp();

    known(spoken()[0] ?? '', 'told');
    const second = await call(town);
    await second.hears('ask-order-number');
    const told = second.hears('told').then(() => clock.now());
    await second.presses('42#');
    const pressed = clock.now();
    const after = (await told) - pressed;
    t.comment(`the first sound of a cached text was known at the far end ${Math.round(after)} ms after the key`);
    t.ok(after < 300, 'within 300 ms of the last key');
    await second.hears('yuan');
    await second.hears('number-8');
    await second.hears('goodbye');
    t.equal(await second.gone, 16);
    t.equal(spoken().length, 1, 'the engine was not asked again');
  },
);

t.test(
  'while a slow engine speaks he hears the filler, and where it fails the prompt that stands in its place or the branch',
  async (t) => {
    const flows = {
      shop: {
        steps: {
          slow: { say: { text: 'slow {calling}' }, failed: 'sorry', next: 'hangUp' },
          sorry: { say: { text: 'again {calling}', instead: 'technical-problem' }, next: 'bye' },
          bye: { say: 'goodbye', next: 'hangUp' },
        },
      },
    };
    const engine = { command: ['sh', '-c', 'sleep 3; exit 1'] };
    const { town, box } = await shop(t, flows, { say: { engine, fillerAfter: '500ms' } });
    const caller = await call(town);
    await caller.hears('one-moment');
    await caller.hears('technical-problem');
    await caller.hears('goodbye');
    t.equal(await caller.gone, 16);
    t.ok(box);
  },
);

/** Than any engine that is waited for: keys do not wait. Not sooner, for on a busy machine all takes long. */
const SOONER = 10_000;

const ears = {
  hear: {
    timeout: '20s', // of a busy machine
    engine: {
      command: [
        'pocketsphinx_continuous',
        '-infile',
        '{file}',
        '-jsgf',
        '{grammar}',
        '-logfn',
        '/dev/null',
        '-remove_noise',
        'no',
      ],
    },
  },
};

const asking = {
  shop: {
    fallback: { announce: 'technical-problem' },
    steps: {
      ask: {
        menu: 'menu-main',
        choices: { '1': 'one', '2': 'two' },
        speech: { '1': { en: ['yes'] }, '2': { en: ['no'] } },
        timeout: '2s',
        attempts: 2,
        noinput: 'nothing',
        nomatch: 'unclear',
      },
      one: { say: 'callback-promised', next: 'hangUp' },
      two: { say: 'goodbye', next: 'hangUp' },
      nothing: { say: 'closed', next: 'hangUp' },
      unclear: { say: 'not-in-service', next: 'hangUp' },
    },
  },
};

t.test(
  'what he says is understood by pocketsphinx, also into the prompt; a key works beside it',
  { skip: existsSync(MODEL) ? false : 'apt install pocketsphinx pocketsphinx-en-us' },
  async (t) => {
    const { town, words } = await shop(t, asking, ears);
    await words('yes', 'yes');
    await words('no', 'no');
    const sayer = await call(town);
    await sayer.hears('menu-main');
    await town.wait(300);
    await sayer.says('yes');
    await sayer.hears('callback-promised');
    sayer.hangsUp();

    const other = await call(town);
    await other.hears('menu-main');
    await town.wait(500);
    await other.says('no');
    await other.hears('goodbye');
    other.hangsUp();

    const keyer = await call(town);
    await keyer.hears('menu-main');
    await keyer.presses('1');
    await keyer.hears('callback-promised', { within: SOONER });
    keyer.hangsUp();

    const silent = await call(town);
    await silent.hears('nothing-entered');
    await silent.hears('closed');
    silent.hangsUp();
  },
);

/** Pocketsphinx knows none of the digits that espeak says but "three": a program that has heard him to the end says what he said. */
const knowing = {
  hear: { engine: { command: ['sh', '-c', 'cat > /dev/null; echo four eight three one'] }, timeout: '20s' },
};

t.test('digits that he says are his number, and keys work beside them', async (t) => {
  const flows = {
    shop: {
      fallback: { announce: 'technical-problem' },
      steps: {
        ask: {
          collect: 'ask-order-number',
          into: 'order',
          length: { min: 4, max: 4 },
          timeout: '3s',
          attempts: 3,
          speech: true,
          next: 'judge',
        },
        judge: { choose: 'order', cases: { '4831': 'right' }, else: 'wrong' },
        right: { say: 'callback-promised', next: 'hangUp' },
        wrong: { say: 'closed', next: 'hangUp' },
      },
    },
  };
  const { town, words } = await shop(t, flows, knowing);
  await words('number', 'four, eight, three, one');
  const sayer = await call(town);
  await sayer.hears('ask-order-number');
  await town.wait(300);
  await sayer.says('number');
  await sayer.hears('callback-promised');
  sayer.hangsUp();

  const keyer = await call(town);
  await keyer.hears('ask-order-number');
  await keyer.presses('4831');
  await keyer.hears('callback-promised', { within: SOONER });
  keyer.hangsUp();
});

const MOST_CALLS = 8;

t.test('an engine that is not there costs nobody his call: keys work as ever, and an alarm says so', async (t) => {
  const { town, box, words } = await shop(t, asking, { hear: { engine: { command: ['no-such-program'] } } });
  await words('yes', 'yes');
  // Three that fail in a row are told. On a busy machine he may have pressed before the box heard that he speaks: that is none.
  for (let calls = 0; calls < MOST_CALLS && box.status().alarms.length === 0; calls++) {
    const caller = await call(town);
    await caller.hears('menu-main');
    await town.wait(300);
    await caller.says('yes');
    await caller.presses('2');
    await caller.hears('goodbye');
    caller.hangsUp();
    await town.wait(2_500); // longer than an engine rests that has failed twice
  }
  t.match(await box.alarms.list(), [{ code: 'RECOGNITION_FAILING' }]);
});
