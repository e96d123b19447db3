// SPDX-License-Identifier: GPL-2.0-or-later
import t from 'tap';
import { AskedThread, answerOfThread } from '../../src/kernel/index.js';

interface Question {
  readonly n: number;
  readonly say: string | (() => void);
}

interface Answer {
  readonly n: number;
  readonly said: string;
  readonly begun: number;
}

/** A thread that says after what it is asked, the last first; waits when told to wait, dies when told to die. */
const PARROT = `
  import { parentPort, workerData } from 'node:worker_threads';
  const waiting = [];
  parentPort.on('message', ({ n, say }) => {
    if (say === 'die') throw new Error('as it was told');
    waiting.push({ n, said: say, begun: workerData });
    if (say === 'wait') return;
    while (waiting.length > 0) parentPort.postMessage(waiting.pop());
  });`;

const program = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`);

t.test('each question has its own answer, whatever their order', async (t) => {
  const parrot = new AskedThread<Question, Answer>({ file: program(PARROT), given: () => 1 });
  t.teardown(() => parrot.close());

  const answers = await Promise.all(['wait', 'wait', 'go'].map((say) => parrot.ask((n) => ({ n, say }))));

  t.match(answers, [
    { n: 1, said: 'wait' },
    { n: 2, said: 'wait' },
    { n: 3, said: 'go' },
  ]);
});

t.test('what a thread was asked when it died has no answer; the next question begins it anew', async (t) => {
  let begun = 0;
  const parrot = new AskedThread<Question, Answer>({ file: program(PARROT), given: () => ++begun });
  t.teardown(() => parrot.close());

  t.same(await Promise.all(['wait', 'die'].map((say) => parrot.ask((n) => ({ n, say })))), [undefined, undefined]);

  t.match(await parrot.ask((n) => ({ n, say: 'go' })), { said: 'go', begun: 2 });
});

t.test('what cannot be said to a thread is refused, and it goes on', async (t) => {
  const parrot = new AskedThread<Question, Answer>({ file: program(PARROT), given: () => 1 });
  t.teardown(() => parrot.close());

  await t.rejects(
    parrot.ask((n) => ({ n, say: () => {} })),
    { name: 'DataCloneError' },
  );

  t.match(await parrot.ask((n) => ({ n, say: 'go' })), { said: 'go', begun: 1 });
});

t.test('a thread that is closed leaves its questions without an answer', async (t) => {
  const parrot = new AskedThread<Question, Answer>({ file: program(PARROT), given: () => 1, maySleep: true });

  const answer = parrot.ask((n) => ({ n, say: 'wait' }));
  parrot.close();

  t.equal(await answer, undefined);
});

t.test('a thread begun for one answer gives it, or rejects with what it died of', async (t) => {
  const doubles = `import { parentPort, workerData } from 'node:worker_threads'; parentPort.postMessage(2 * workerData);`;

  t.equal(await answerOfThread(program(doubles), 21), 42);
  await t.rejects(answerOfThread(program(`throw new Error('no more')`), 1), { message: 'no more' });
  await t.rejects(answerOfThread(program('process.exit(3)'), 1), { message: 'its thread ended with 3' });
});
