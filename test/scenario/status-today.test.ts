// SPDX-License-Identifier: GPL-2.0-or-later
// Does the status say which day its figures are of, and are they those of the database?

import t from 'tap';
import { statusPage } from '../../src/cli/status-page.js';
import { widthOf } from '../../src/cli/width.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';

t.test('a call that was answered is one of today, on the page and by the rows', async (t) => {
  const { world, box } = await openBox(t, {});
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => world.telephone(1).rings);
  world.telephone(1).lift();
  await world.until(() => caller.state === 'connected');
  await world.advance(1_000);
  caller.clear(16);
  await world.advance(1_000);
  await box.settled();

  const status = box.status();
  t.match(status.today.calls, { offered: 1, answered: 1, inProgress: 0 });
  t.match(status.queues, [{ today: { answered: 1, abandoned: 0 } }]);
  t.match(
    statusPage(status, 'en'),
    /Calls today +offered 1 = answered 1 .*\n[\s\S]*Today +since 2026-01-05 00:00:00 \(Asia\/Shanghai\)/,
  );
  const page = statusPage(status, 'zh-CN');
  t.match(page, /今日来电 +呼入 1 = 接听 1 /);
  t.match(page, /今日 +自 2026-01-05 00:00:00（Asia\/Shanghai）起/);
  t.notMatch(page, /[,:;] *\p{Script=Han}|\p{Script=Han} *[,:;]/u, 'with Chinese marks');
  for (const columns of [80, 60])
    for (const language of ['en', 'zh-CN'] as const)
      for (const line of statusPage(status, language, columns).split('\n')) t.ok(widthOf(line) <= columns, line);
});
