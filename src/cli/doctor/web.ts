// SPDX-License-Identifier: GPL-2.0-or-later
// By which certificate does the console speak? Its fingerprint, to be held against what a browser shows.

import { X509Certificate } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { type Check, good, warning } from './machine.js';

/** Where the web process keeps its own as a service. */
const SERVICE_STATE = '/var/lib/spillway-web';

export const checkWeb: Check = (machine, { config, file }) => {
  const web = config?.web;
  if (config === undefined || web === undefined) return undefined;
  const { certificate } = web;
  const at = `${web.address}:${web.port}`;
  if (certificate === 'none')
    return good('web', { en: `The console is at ${at}, without TLS.`, zh: `控制台位于 ${at}，未使用 TLS。` });
  const places =
    certificate === 'made'
      ? [join(config.data, 'web', 'web.crt'), join(SERVICE_STATE, 'web.crt')]
      : [resolve(dirname(file), certificate.cert)];
  const text = places.map((place) => machine.read(place)).find((found) => found !== undefined);
  const print = text === undefined ? undefined : printOf(text);
  if (print !== undefined)
    return good('web', {
      en: `The console is at ${at}; its certificate (SHA-256): ${print}`,
      zh: `控制台位于 ${at}；证书指纹（SHA-256）：${print}`,
    });
  if (certificate === 'made')
    return good('web', { en: 'The console makes its certificate when it starts.', zh: '控制台启动时生成证书。' });
  return warning(
    'web',
    { en: `The console's certificate cannot be read: ${places[0]}.`, zh: `无法读取控制台证书：${places[0]}。` },
    {
      en: 'Name a PEM file at web.certificate.cert, readable by the web process.',
      zh: '请在 web.certificate.cert 指定可读的 PEM 文件。',
    },
  );
};

function printOf(text: string): string | undefined {
  try {
    return new X509Certificate(text).fingerprint256; // as api/ does; all of it would be a third of each command's start
  } catch {
    return undefined;
  }
}
