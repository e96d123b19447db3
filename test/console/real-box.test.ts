// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-06
// Does an agent work in the browser at a real box: ring, pop, hold, retrieve, a note, hang up, wrap-up; and a supervisor see it?
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import t from 'tap';
import { agentId } from '../support/box.js';
import { agent } from '../support/floor.js';
import { PASSWORD, webBox } from '../support/web-box.js';
import { complaintsOf, openBrowser, signIn } from './support/browser.js';
import { until } from './support/seat.js';

const LI = agentId(1);
const TICK_MS = 20;

t.test('an agent’s call by keys in the browser; each is done by the box', async (t) => {
  const browser = await openBrowser();
  t.teardown(() => browser.close());
  const place = await webBox(t, { signedIn: 1, console: path.join(process.cwd(), 'dist/console') });
  const { world, box, web } = place;
  /** The box goes at the browser's pace: a telephone rings for so long and no longer. */
  const during = async <T>(work: Promise<T>): Promise<T> => {
    let over = false;
    const ended = work.finally(() => {
      over = true;
    });
    ended.catch(() => {});
    for (; !over; await pause(TICK_MS)) await world.advance(TICK_MS);
    return ended;
  };
  const address = `http://127.0.0.1:${web.port}`;
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  await during(signIn(page, address, LI, '4711'));
  await during(page.locator('.desk').waitFor());

  const caller = world.network.call('88880001', '13912345678');
  await world.until(() => world.telephone(1).rings);
  await during(page.locator('.call.rings').waitFor());
  await during(page.locator('input[name=customer-name]').waitFor());
  t.match(await during(page.locator('.call strong').innerText()), '139 1234 5678', 'who calls, before he lifts');

  world.telephone(1).lift();
  await world.until(() => agent(box, 1).state === 'talking');
  await during(page.locator('.call.talking:not(.rings)').waitFor());
  await during(page.keyboard.press('F3'));
  await during(page.locator('.call.held').waitFor());
  t.equal(box.status().stations.find(({ station }) => station === '801')?.state, 'held', 'the box holds him');
  await during(page.keyboard.press('F3'));
  await during(page.locator('.call.talking').waitFor());

  await during(page.locator('textarea[name=note]').fill('要两台'));
  await during(
    page
      .locator('.muted, .caption')
      .filter({ hasText: /已保存|Saved/ })
      .first()
      .waitFor(),
  );

  const other = await openBrowser();
  t.teardown(() => other.close());
  const second = await other.newPage();
  await during(signIn(second, address, 'chen', PASSWORD));
  await during(second.locator('.tile', { hasText: 'Agent 1' }).locator('.talking').waitFor());

  await during(page.keyboard.press('F2'));
  await during(until(() => caller.signal.aborted));
  await during(page.locator('.mine .wrap').waitFor());
  t.equal(agent(box, 1).state, 'wrapUp');
  t.same(complaints, []);
});
