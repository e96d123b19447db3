// SPDX-License-Identifier: GPL-2.0-or-later
// How are figures, lengths, times and telephone numbers written on screens? The same everywhere; pure.

const SECOND_MS = 1_000;
const MINUTE_S = 60;
const HOUR_S = 3_600;
const two = (value: number) => String(value).padStart(2, '0');

/** `1,284`. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `3.4 MB`; two figures are enough. */
export function bytes(value: number): string {
  const steps = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = value < 1 ? 0 : Math.min(steps.length - 1, Math.floor(Math.log10(value) / 3));
  const shown = value / 1_000 ** step;
  return `${step === 0 || shown >= 10 ? Math.round(shown) : shown.toFixed(1)} ${steps[step]}`;
}

/** `91%`; undefined where nothing was counted. */
export function share(part: number | undefined): string {
  return part === undefined || Number.isNaN(part) ? '–' : `${Math.round(part * 100)}%`;
}

/** `72.4%`: where shares stand below each other. */
export function fineShare(part: number): string {
  return `${(part * 100).toFixed(1)}%`;
}

/** `0:41`, `1:02:03` of milliseconds. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  const rest = `${two(Math.floor(seconds / MINUTE_S) % MINUTE_S)}:${two(seconds % MINUTE_S)}`;
  return seconds >= HOUR_S ? `${Math.floor(seconds / HOUR_S)}:${rest}` : rest.replace(/^0/, '');
}

/** The parts of an instant in the shop's zone. */
function parts(at: number, zone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** `14:05:09` of today, `11-28 14:05` of this year, `2025-11-28 14:05` else. */
export function moment(at: number, today: number, zone: string): string {
  const [of, here] = [parts(at, zone), parts(today, zone)];
  const day = `${of.month}-${of.day}`;
  if (of.year !== here.year) return `${of.year}-${day} ${of.hour}:${of.minute}`;
  if (day !== `${here.month}-${here.day}`) return `${day} ${of.hour}:${of.minute}`;
  return `${of.hour}:${of.minute}:${of.second}`;
}

/** `14:05`. */
export function clockTime(at: number, zone: string): string {
  const { hour, minute } = parts(at, zone);
  return `${hour}:${minute}`;
}

/** `08:00–16:30`; what ends at midnight ends at 24:00. */
export function clockSpan(from: number, to: number, zone: string): string {
  const end = clockTime(to, zone);
  return `${clockTime(from, zone)}–${to > from && end === '00:00' ? '24:00' : end}`;
}

/** Mobile numbers 3-4-4, without the country's code of our own; fixed ones with their area code apart; short ones as they are. */
export function telephone(number: string): string {
  const [, mobile] = /^(?:\+?86)?(1\d{2}[\d*]{8})$/.exec(number) ?? [];
  if (mobile !== undefined) return `${mobile.slice(0, 3)} ${mobile.slice(3, 7)} ${mobile.slice(7)}`;
  const [, area, local] = /^(?:\+86|0)(10|2\d|[3-9]\d{2})(\d{7,8})$/.exec(number) ?? [];
  if (area !== undefined && local !== undefined) return `0${area} ${local.slice(0, -4)} ${local.slice(-4)}`;
  const [, toll, rest] = /^(400|800)(\d{7})$/.exec(number) ?? [];
  return toll !== undefined && rest !== undefined ? `${toll} ${rest.slice(0, 3)} ${rest.slice(3)}` : number;
}
