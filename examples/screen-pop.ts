// SPDX-License-Identifier: GPL-2.0-or-later
// A page that pops up when an agent's telephone rings: who calls, which number he dialled, what the menu has asked him, when he called before.
//
//   node dist/examples/screen-pop.js SECRET [PORT]      then http://localhost:8090/1001 in agent 1001's browser
//
// and in the file of the box:
//   hooks: [{ name: pop, form: web, url: 'http://127.0.0.1:8090/hook', secret: SECRET, alarms: none, events: [offer.made] }]
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const [secret = '', port = '8090'] = process.argv.slice(2);
if (secret.length < 8) {
  console.error('screen-pop: give the secret of the hook, at least 8 characters');
  process.exit(2);
}

/** Pages that are open, by agent; and deliveries that were had: after a crash the box may send one again. */
const open = new Map<string, Set<ServerResponse>>();
const had = new Set<string>();

const PAGE = `<!doctype html><meta charset="utf-8"><title>…</title><body style="font: 2em sans-serif"><p id="ring">…</p><script>
  new EventSource(location.pathname + '/rings').onmessage = ({ data }) => {
    const { calling, accessNumber, queue, ...asked } = JSON.parse(data);
    document.title = '☎ ' + calling;
    const lines = [calling, accessNumber + ' · ' + queue, ...Object.entries(asked).map(([key, value]) => key + ': ' + value)];
    document.getElementById('ring').replaceChildren(...lines.flatMap((line) => [line, document.createElement('br')]));
  };
</script>`;

/** From the box, and no older than five minutes? */
function isSigned({ headers }: IncomingMessage, body: string): boolean {
  const { 'spillway-delivery': delivery, 'spillway-time': time, 'spillway-signature': signature } = headers;
  const ours = `v1=${createHmac('sha256', secret).update(`${delivery}.${time}.${body}`).digest('hex')}`;
  const [given, wanted] = [Buffer.from(String(signature)), Buffer.from(ours)];
  return given.length === wanted.length && timingSafeEqual(given, wanted) && Date.now() / 1000 - Number(time) < 300;
}

async function ring(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  const isOurs = isSigned(request, body);
  response.writeHead(isOurs ? 204 : 401).end(); // 204: taken, the box goes on to the next one
  const delivery = String(request.headers['spillway-delivery']);
  if (!isOurs || had.has(delivery)) return;
  had.add(delivery);
  const { type, facts, contact = {} } = JSON.parse(body);
  if (type !== 'offer.made') return;
  const { calling = '?', accessNumber = '', data, customer, history = [] } = contact;
  const who = customer === undefined ? calling : `${customer.name} · ${customer.grade} · ${calling}`;
  const before = history.map(({ startedAt }: { startedAt: number }) => new Date(startedAt).toLocaleString()).join(', ');
  const shown = JSON.stringify({ ...data, ...(before && { before }), calling: who, accessNumber, queue: facts.queue });
  for (const page of open.get(facts.agent) ?? []) page.write(`data: ${shown}\n\n`);
}

/** Tells a page of its agent's rings for as long as it is open. */
function follow(agent: string, response: ServerResponse): void {
  const pages = open.get(agent) ?? new Set();
  open.set(agent, pages.add(response));
  response.on('close', () => pages.delete(response));
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': here\n\n');
}

const server = createServer((request, response) => {
  const [, agent = '', what] = (request.url ?? '/').split('/');
  if (request.method === 'POST' && agent === 'hook') ring(request, response).catch(() => response.destroy());
  else if (what === 'rings') follow(agent, response);
  else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
});
server.listen(Number(port), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/AGENT`);
});
