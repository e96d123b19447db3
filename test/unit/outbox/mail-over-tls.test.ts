// SPDX-License-Identifier: GPL-2.0-or-later
// Does a mail go over TLS, from the first byte on and by STARTTLS, to a server whose certificate the machine trusts, and to that name only?
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import type { Answer, MailTarget } from '../../../src/outbox/message.js';
import { authority } from '../../support/certificates.js';
import { MailServer } from '../../support/mail-server.js';
import { run } from '../../support/program.js';

const PROGRAM = fileURLToPath(new URL('../../support/send-letter.js', import.meta.url));
const SIGNED_IN = { user: 'box', password: 'p w:d' };

async function served(t: Test, startTls: boolean) {
  const ca = authority(t);
  const server = await new MailServer({ startTls, certificate: ca.signs('localhost'), ...SIGNED_IN }).listen();
  t.teardown(() => server.close());
  const send = async (more: Partial<MailTarget>, trusted = ca.certificate): Promise<Answer> => {
    const target = {
      ...{ name: 'mail', form: 'mail', language: 'en', zone: 'Asia/Shanghai', alarms: 'none', dailyReport: true },
      ...{ timeout: 10_000, host: 'localhost', port: server.port, tls: startTls ? 'starttls' : 'tls', ...SIGNED_IN },
      ...{ from: 'box@example.com', to: ['boss@example.com'], ...more },
    };
    const ended = await run(PROGRAM, [JSON.stringify(target)], { environment: { NODE_EXTRA_CA_CERTS: trusted } });
    return JSON.parse(ended.lines.at(-1) ?? `"${ended.complaints}"`);
  };
  return { server, send };
}

for (const startTls of [false, true]) {
  t.test(startTls ? 'by STARTTLS' : 'TLS from the first byte on', async (t) => {
    const { server, send } = await served(t, startTls);
    t.match(await send({}), { took: true });
    t.match(server.mails, [{ from: 'box@example.com', to: ['boss@example.com'], user: 'box' }]);

    const another = await send({ host: '127.0.0.1' });
    t.match(
      another,
      { took: false, fault: 'target', says: /^the certificate is not trusted: / },
      'it is not of that name',
    );
    const unknown = await send({}, '');
    t.match(
      unknown,
      { took: false, fault: 'target', says: /^the certificate is not trusted: / },
      'nobody vouches for it',
    );
    t.equal(server.mails.length, 1);
  });
}
