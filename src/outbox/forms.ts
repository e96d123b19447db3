// SPDX-License-Identifier: GPL-2.0-or-later
// What is posted to each form of web address, and what does its answer mean? Pure: a request out of a letter, a verdict out of an answer.
//
// The robots answer 200 whatever they think of a message; their body says it. WeCom (developer.work.weixin.qq.com, path 91770) and
// DingTalk (open.dingtalk.com, custom robot) `errcode`, Feishu (open.feishu.cn, custom bot) `code`, of old `StatusCode`.

import { createHmac } from 'node:crypto';
import type { Duration, Instant } from '../kernel/index.js';
import { type Answer, deliveryOf, type HookForm, type HookTarget, type Letter } from './message.js';
import { filled } from './template.js';
import { textOf, within } from './text.js';

export interface HookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Sent {
  readonly target: Omit<HookTarget, 'secret'>;
  readonly secret: string | undefined;
  readonly letter: Letter;
  /** Now, in UTC. */
  readonly at: Instant;
  /** The machine's name. */
  readonly box: string;
}

const LONGEST_TEXT: Readonly<Record<Exclude<HookForm, 'web'>, number>> = {
  wecom: 2_048, // bytes of text.content
  dingtalk: 15_000, // of 20,000 of the whole body
  feishu: 15_000, // of 20 kB of the whole body
};

/** Who has sent too much must be quiet for so long; WeCom and Feishu count by the minute, DingTalk shuts out for ten. */
const QUIET: Readonly<Record<Exclude<HookForm, 'web'>, Duration>> = {
  wecom: 60_000,
  dingtalk: 600_000,
  feishu: 60_000,
};

/** "Sent too often": of WeCom; of DingTalk; of Feishu. */
const TOO_OFTEN: ReadonlySet<number> = new Set([45009, 130101, 90030, 11232]);
/** What the robot says of this message (its form, its length), not of itself. */
const OF_THE_MESSAGE: ReadonlySet<number> = new Set([40008, 40058, 44004, 45002, 400105, 460101, 9499, 19002]);

/** The request of a letter. */
export function requestOf(sent: Sent): HookRequest {
  const { target, letter } = sent;
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'spillway',
    'spillway-delivery': deliveryOf(letter),
  };
  if (target.form === 'web') return webRequest(sent, headers);
  const text = within(LONGEST_TEXT[target.form], textOf(letter.message, target, sent.box), target);
  if (target.form === 'wecom')
    return { url: target.url, headers, body: json({ msgtype: 'text', text: { content: text } }) };
  if (target.form === 'dingtalk')
    return { url: signedUrl(sent), headers, body: json({ msgtype: 'text', text: { content: text } }) };
  return { url: target.url, headers, body: json({ ...feishuSign(sent), msg_type: 'text', content: { text } }) };
}

/** The message itself, in both languages where it has words. Whoever knows the secret can tell that it is ours, and of when. */
function webRequest({ target, secret, letter, at, box }: Sent, headers: Readonly<Record<string, string>>): HookRequest {
  const whole = { ...letter.message, box };
  const { template } = target;
  const body = json(template ? filled(template, { ...whole, text: textOf(letter.message, target, box) }) : whole);
  const time = String(Math.floor(at / 1000));
  const signed =
    secret === undefined ? {} : { 'spillway-signature': signature(secret, deliveryOf(letter), time, body) };
  return { url: target.url, headers: { ...headers, 'spillway-time': time, ...signed }, body };
}

/** `v1=` and the HMAC-SHA256 of `DELIVERY.TIME.BODY` with the shared secret, in hexadecimal; the time in seconds since 1970. */
export function signature(secret: string, delivery: string, time: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${delivery}.${time}.${body}`).digest('hex')}`;
}

/** DingTalk: the secret is the key, milliseconds, a line feed and the secret are what is signed; both go into the address. */
function signedUrl({ target, secret, at }: Sent): string {
  if (secret === undefined) return target.url;
  const timestamp = String(Math.floor(at));
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  const url = new URL(target.url);
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('sign', sign);
  return url.href;
}

/** Feishu: seconds, a line feed and the secret are the key, and nothing is what is signed; both go into the body. */
function feishuSign({ secret, at }: Sent): { readonly timestamp?: string; readonly sign?: string } {
  if (secret === undefined) return {};
  const timestamp = String(Math.floor(at / 1000));
  return { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).digest('base64') };
}

/** What an answer means. `after`: seconds of a Retry-After header. */
export function answerOf(form: HookForm, status: number, body: string, after?: number): Answer {
  const wait = after === undefined ? undefined : Math.min(after, 3_600) * 1_000;
  if (status >= 300 && status < 400)
    return {
      took: false,
      fault: 'target',
      says: `the server leads elsewhere: status ${status}; redirects are not followed`,
    };
  // 408, 425, 429 are about the moment; 401, 403, 404 about the address or the secret: the file is to be mended.
  if (status >= 400 && status < 500 && ![401, 403, 404, 407, 408, 425, 429].includes(status) && form === 'web')
    return { took: false, fault: 'message', says: `the server refuses it: status ${status}` };
  if (status < 200 || status >= 300)
    return { took: false, fault: 'target', says: `the server does not take it now: status ${status}`, wait };
  return form === 'web' ? { took: true, says: `the server took it: status ${status}` } : robotAnswer(form, body);
}

function robotAnswer(form: Exclude<HookForm, 'web'>, body: string): Answer {
  const { code, words } = verdictIn(body);
  if (code === undefined)
    return { took: false, fault: 'target', says: 'the answer is not that of such a robot: is the address right?' };
  if (code === 0) return { took: true, says: 'the robot took it' };
  if (TOO_OFTEN.has(code))
    return {
      took: false,
      fault: 'target',
      says: `the robot has had too many messages: ${code} ${words}`,
      wait: QUIET[form],
    };
  if (OF_THE_MESSAGE.has(code))
    return { took: false, fault: 'message', says: `the robot refuses it: ${code} ${words}` };
  return { took: false, fault: 'target', says: `the robot does not take it now: ${code} ${words}` };
}

function verdictIn(body: string): { readonly code: number | undefined; readonly words: string } {
  try {
    const said = JSON.parse(body) as Readonly<Record<string, unknown>> | null;
    const code = [said?.errcode, said?.code, said?.StatusCode].find((value) => typeof value === 'number');
    const words = [said?.errmsg, said?.msg, said?.StatusMessage].find((value) => typeof value === 'string') ?? '';
    return { code: code as number | undefined, words: String(words).replaceAll(/\s+/g, ' ').slice(0, 200) };
  } catch {
    return { code: undefined, words: '' };
  }
}

const json = (value: unknown) => JSON.stringify(value);
