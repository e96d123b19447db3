// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-01 001-43
// Does the example pop its page when an agent's telephone rings, and for nobody but the box?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import t from 'tap';
import { VirtualClock } from '../../src/kernel/index.js';
import { agentId, openBox } from '../support/box.js';

const SECRET = 'at-least-8-characters';

t.test(
  'the page of the agent who is rung shows number, queue and what is attached; a stranger pops nothing',
  async (t) => {
    // It lives in the time of the box here: what is older than five minutes it does not take.
    const now = `data:text/javascript,Date.now=()=>${new VirtualClock().now()}`;
    const program = spawn(process.execPath, ['--import', now, resolve('dist/examples/screen-pop.js'), SECRET, '0']);
    t.teardown(() => program.kill());
    const [line] = (await once(createInterface(program.stdout), 'line')) as [string];
    const url = line.replace('/AGENT', '');
    const page = await fetch(`${url}/${agentId(1)}`);
    t.match(await page.text(), /EventSource/);
    const rings = await fetch(`${url}/${agentId(1)}/rings`);
    const reader = rings.body?.pipeThrough(new TextDecoderStream()).getReader();
    t.match(await reader?.read(), { value: ': here\n\n' });
    t.equal((await fetch(`${url}/hook`, { method: 'POST', body: '{}' })).status, 401);

    const hook = {
      name: 'pop',
      form: 'web',
      url: `${url}/hook`,
      secret: SECRET,
      alarms: 'none',
      events: ['offer.made'],
    };
    const { world, box } = await openBox(t, { telephones: 1, config: { hooks: [hook] } });
    box.agents.notReady(agentId(1), 'meeting');
    world.network.call('88880001', '13912345678');
    await world.advance(1_000);
    const [{ call } = { call: '' }] = box.calling.supervision.waiting.list();
    box.attach(call, { order: 'A-17' });
    box.agents.ready(agentId(1));
    await world.until(() => world.telephone(1).rings);
    await box.settled();
    const shown = await reader?.read();
    t.same(JSON.parse(String(shown?.value).replace('data: ', '')), {
      ...{ calling: '+8613912345678', accessNumber: '88880001', queue: 'sales', order: 'A-17' },
    });
    await reader?.cancel();
  },
);
