// SPDX-License-Identifier: GPL-2.0-or-later
// Which forms did the file once have? They are read as what they meant, with a hint that says what to write now. Pure.

import { modernPorts } from './old-ports.js';
import { type Path, type PathHint, valueAt } from './problems.js';

/** The value in today's form. */
export interface Modern {
  readonly value: unknown;
  readonly hints: readonly PathHint[];
  /** Where that stands in the file which has this path in the value. */
  readonly written: (path: Path) => Path;
}

const PER_NUMBER: Path = ['callback', 'perNumber'];
const NO_TIME = /^0+(\.0+)? ?(ms|s|min|h|d)$/;

/** What `value` says in today's keys. */
export function modern(value: unknown): Modern {
  const none: Modern = same(value);
  return [limits, zone, webHook, modernPorts].reduce((before, form) => {
    const after = form(before.value);
    return {
      value: after.value,
      hints: [...before.hints, ...after.hints],
      written: (path) => before.written(after.written(path)),
    };
  }, none);
}

const same = (value: unknown): Modern => ({ value, hints: [], written: (path) => path });

const ZONE: Path = ['callback', 'window', 'zone'];

/** `callback.window.zone` became `zone`: it has always been that of all hours. */
function zone(value: unknown): Modern {
  const old = valueAt(value, ZONE);
  if (old === undefined || !isSection(value) || !isSection(value.callback) || !isSection(value.callback.window))
    return same(value);
  const { zone: _, ...window } = value.callback.window;
  const here = value.zone === undefined ? { zone: old } : {};
  const text = {
    en: `"zone" is the time zone of all hours in the file: write it once, beside "callback": zone: ${String(old)}`,
    zh: `"zone" 是整个文件的时区：请移到与 "callback" 同级：zone: ${String(old)}`,
  };
  return {
    value: { ...value, ...here, callback: { ...value.callback, window } },
    hints: [{ path: ZONE, text }],
    written: (path) => (path.length === 1 && path[0] === 'zone' && value.zone === undefined ? ZONE : path),
  };
}

const WEB_HOOK: Path = ['alarms', 'webHook'];

/** `alarms.webHook` became an entry of `hooks`. */
function webHook(value: unknown): Modern {
  if (!isSection(value) || !isSection(value.alarms)) return same(value);
  const { webHook: old, ...others } = value.alarms;
  if (Object.keys(others).length > 0 || (old !== undefined && !isSection(old))) return same(value);
  const { alarms: _, ...rest } = value;
  if (old === undefined) return same(rest);
  const before = Array.isArray(value.hooks) ? value.hooks : [];
  const text = {
    en: '"alarms: webHook" is read as one of "hooks": write hooks: [{ name: webHook, form: web, url: ... }]; what it is signed with has changed: docs/outbox.md',
    zh: '"alarms: webHook" 按 "hooks" 的一项读取：请改写为 hooks: [{ name: webHook, form: web, url: ... }]；签名方式已变，见 docs/outbox.md',
  };
  return {
    value: { ...rest, hooks: [...before, { name: 'webHook', form: 'web', ...old }] },
    hints: [{ path: WEB_HOOK, text }],
    written: ([key, index, ...below]) =>
      key === 'hooks' && index === before.length
        ? [...WEB_HOOK, ...below]
        : [key, index, ...below].filter((step) => step !== undefined),
  };
}

/** `callback.perNumber: { gap, perDay }` became a list of limits. */
function limits(value: unknown): Modern {
  const old = valueAt(value, PER_NUMBER);
  if (!isSection(value) || !isSection(value.callback) || !isSection(old) || Array.isArray(old) || !isOldLimit(old)) {
    return same(value);
  }
  const { gap = '5min', perDay = 3 } = old;
  const hasGap = !(typeof gap === 'string' && NO_TIME.test(gap));
  const perNumber = [...(hasGap ? [{ calls: 1, within: gap }] : []), { calls: perDay, within: '24h' }];
  const list = perNumber.map(({ calls, within }) => `{ calls: ${calls}, within: ${within} }`).join(', ');
  const text = {
    en: `"perNumber" with "gap" and "perDay" is read as a list of limits: write perNumber: [${list}] (in any 24 hours, no longer by the calendar day)`,
    zh: `"perNumber" 的 "gap"、"perDay" 是旧写法，仍按限制列表读取：请改写为 perNumber: [${list}]（任意 24 小时内，不再按自然日计算）`,
  };
  return {
    value: { ...value, callback: { ...value.callback, perNumber } },
    hints: [{ path: PER_NUMBER, text }],
    written: (path) => writtenLimit(path, hasGap),
  };
}

/** A finding about a limit of the list is one about the key that it was made of. */
function writtenLimit(path: Path, hasGap: boolean): Path {
  const [section, key, index] = path;
  if (section !== PER_NUMBER[0] || key !== PER_NUMBER[1] || typeof index !== 'number') return path;
  return [...PER_NUMBER, hasGap && index === 0 ? 'gap' : 'perDay'];
}

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isOldLimit(section: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(section).every((key) => key === 'gap' || key === 'perDay');
}
