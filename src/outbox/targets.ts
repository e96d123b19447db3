// SPDX-License-Identifier: GPL-2.0-or-later
// Who is told, by the configuration? Its mail and its hooks, each with what it wants to hear; pure.

import type { Config } from '../config/index.js';
import type { Duration } from '../kernel/index.js';
import type { AlarmMessage, Level, Target } from './message.js';

/** The name of the one mail target. */
export const MAIL = 'mail';

const CALLED_FOR: Duration = 60_000;

const RANK: Readonly<Record<Level, number>> = { critical: 3, major: 2, minor: 1, none: 4 };

/** The targets of a configuration; what does not say its language has that of the file. */
export function targetsOf({
  mail,
  hooks,
  language,
  mailboxes,
  reports,
  zone,
}: Pick<Config, 'mail' | 'hooks' | 'language' | 'mailboxes' | 'reports' | 'zone'>): Target[] {
  const common = <T extends { readonly language?: Config['language'] | undefined }>(written: T) => ({
    ...written,
    language: written.language ?? language,
    zone,
  });
  return [
    ...(mail === undefined ? [] : [{ ...common(mail), name: MAIL, form: 'mail' as const }]),
    ...hooks.map((hook) => common(hook)),
    ...(mail === undefined ? [] : reports).map(({ name, to, language: of }): Target => {
      const only = { report: name, alarms: 'none', dailyReport: false } as const;
      const server = common({ ...(mail as NonNullable<typeof mail>), language: of });
      return { ...server, ...only, to, name: `${MAIL}/report/${name}`, form: 'mail' };
    }),
    ...mailboxes.flatMap(({ name: box, mail: to, notify }): Target[] => {
      const only = { box, alarms: 'none', dailyReport: false } as const;
      return [
        ...(mail === undefined || to.length === 0
          ? []
          : [{ ...common(mail), ...only, to, name: `${MAIL}/${box}`, form: 'mail' as const }]),
        ...(notify === undefined
          ? []
          : [
              {
                ...common({}),
                ...only,
                number: notify,
                name: `call/${box}`,
                form: 'call' as const,
                timeout: CALLED_FOR,
              },
            ]),
      ];
    }),
  ];
}

/** Whether a target wants to hear of an alarm: from its level on, and of itself only elsewhere. */
export function wantsAlarm({ code, subject, severity }: Pick<AlarmMessage, 'code' | 'subject' | 'severity'>) {
  return ({ name, alarms }: Target): boolean =>
    RANK[severity] >= RANK[alarms] &&
    !(code === 'OUTBOX_FAILING' && (subject === name || subject === `${name}/events`));
}

/** Whether a target wants to hear of messages in a box. */
export const wantsMessage =
  (of: string) =>
  ({ box }: Target): boolean =>
    box === of;

/** Whether a target is sent a report by its schedule. */
export const wantsDocument =
  (of: string) =>
  ({ report }: Target): boolean =>
    report === of;

/** Whether a target wants yesterday's figures. */
export const wantsReport = ({ dailyReport }: Target): boolean => dailyReport;
