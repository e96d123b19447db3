// SPDX-License-Identifier: GPL-2.0-or-later
// Who takes the mails that a box sends? A real SMTP server that answers as a test tells it, or not at all.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Certificate } from './certificates.js';

/** One mail as it came. */
export interface Mailed {
  readonly from: string;
  readonly to: readonly string[];
  readonly user: string | undefined;
  /** Headers and body, as on the wire. */
  readonly raw: string;
}

export interface MailServerOptions {
  /** Offers STARTTLS, with a certificate that nobody has signed. */
  readonly startTls?: boolean;
  /** Speaks TLS with this one, from the first byte on or, with `startTls`, when asked to. */
  readonly certificate?: Certificate;
  readonly user?: string;
  readonly password?: string;
}

export class MailServer {
  readonly mails: Mailed[] = [];
  /** An SMTP answer to DATA in place of taking it. */
  refusal: { readonly code: number; readonly says: string } | undefined;
  readonly #server: SMTPServer;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  #port = 0;

  constructor({ user, password, startTls = false, certificate }: MailServerOptions = {}) {
    this.#server = new SMTPServer({
      secure: certificate !== undefined && !startTls,
      ...(certificate && { cert: readFileSync(certificate.certificate), key: readFileSync(certificate.key) }),
      authOptional: user === undefined,
      disabledCommands: [...(startTls ? [] : ['STARTTLS' as const]), ...(user === undefined ? ['AUTH' as const] : [])],
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) => {
        if (auth.username === user && auth.password === password) done(null, { user });
        else done(new Error('Invalid username or password'));
      },
      onData: (stream, session, done) => {
        text(stream).then((raw) => {
          if (this.refusal !== undefined) {
            done(Object.assign(new Error(this.refusal.says), { responseCode: this.refusal.code }));
            return;
          }
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom === false ? '' : mailFrom.address;
          this.mails.push({
            from,
            to: rcptTo.map(({ address }) => address),
            user: session.user as string | undefined,
            raw,
          });
          done(null, 'taken');
          this.#tell();
        }, done);
      },
    });
    this.#server.on('error', () => {}); // connections that are broken off
  }

  get port(): number {
    return this.#port;
  }

  async listen(): Promise<this> {
    const listening = once(this.#server.listen(this.#port, '127.0.0.1'), 'listening');
    await listening;
    this.#port = (this.#server.server.address() as AddressInfo).port;
    return this;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Resolves when so many mails have come altogether. */
  async received(count: number): Promise<void> {
    if (this.mails.length >= count) return;
    await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
  }

  #tell(): void {
    for (const { count, resolve } of this.#waiting) if (this.mails.length >= count) resolve();
    this.#waiting = this.#waiting.filter(({ count }) => this.mails.length < count);
  }
}

/** A header of a mail, unfolded and decoded. */
export function headerOf({ raw }: Mailed, name: string): string {
  const head = raw.split(/\r?\n\r?\n/, 1)[0]?.replaceAll(/\r?\n[ \t]+/g, ' ') ?? '';
  const value = new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '';
  return value
    .replaceAll(/\?= =\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([BQ])\?(.*?)\?=/gi, (_, form: string, coded: string) =>
      form.toUpperCase() === 'B'
        ? Buffer.from(coded, 'base64').toString('utf8')
        : Buffer.from(unquoted(coded.replaceAll('_', ' ')), 'latin1').toString('utf8'),
    );
}

/** The parts of a mail by their type, decoded. */
export function partsOf({ raw }: Mailed): ReadonlyMap<string, string> {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1];
  const parts = boundary === undefined ? [raw] : raw.split(`--${boundary}`).slice(1, -1);
  return new Map(
    parts.map((part) => {
      const [head = '', ...rest] = part.trimStart().split(/\r?\n\r?\n/);
      const body = rest.join('\n\n');
      const type = /^Content-Type: ([\w/]+)/im.exec(head)?.[1] ?? '';
      if (/base64/i.test(head)) return [type, Buffer.from(body, 'base64').toString('utf8')];
      if (/quoted-printable/i.test(head)) return [type, Buffer.from(unquoted(body), 'latin1').toString('utf8')];
      return [type, body];
    }),
  );
}

const unquoted = (text: string) =>
  text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
