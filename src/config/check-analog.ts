// SPDX-License-Identifier: GPL-2.0-or-later
// Do the settings of analog ports agree with what they are? What is a telephone's cannot be a line's, and the other way round.

import { opermodeOf } from './analog-schema.js';
import type { Finding, Path } from './problems.js';
import type { Config, DahdiSpanConfig, SpanConfig } from './schema.js';

type Bank = Extract<SpanConfig, { readonly kind: 'analog' }>;
type CardBank = Extract<DahdiSpanConfig, { readonly kind: 'analog' }>;

/** Of telephones alone. */
const OF_TELEPHONES = ['callerId', 'callerIdNames', 'waitingCallerId'] as const;
/** What a ProSLIC of a telephone's port can be set to, in dB. */
const FXS_GAINS = [-3.5, 0, 3.5];

export function checkAnalog(config: Config): Finding[] {
  const { board: one, boards } = config;
  return [
    ...boards.flatMap((board, place) => {
      const at: Path = [...(one ? ['board'] : ['boards', place]), 'spans'];
      return [
        ...board.spans.flatMap((span, index) => (span.kind === 'analog' ? checkBank(span, [...at, index]) : [])),
        ...(board.type === 'dahdi' ? checkOpermodes(board.spans, config.country, at) : []),
      ];
    }),
    ...checkReversals(config),
  ];
}

function checkBank(bank: Bank, at: Path): Finding[] {
  return [
    ...(bank.ports === 'fxs' ? checkFlash(bank, at) : checkLines(bank, at)),
    ...('gain' in bank ? checkModules(bank, at) : []),
  ];
}

function checkFlash({ flash }: Bank, at: Path): Finding[] {
  if (flash.least < flash.most) return [];
  const text = '"most": the longest flash is not longer than the shortest one ("least")';
  return [{ path: [...at, 'flash', 'most'], text }];
}

function checkLines(bank: Bank, at: Path): Finding[] {
  const said = OF_TELEPHONES.find((key) => bank[key] !== undefined) ?? (bank.answerReversal && 'answerReversal');
  if (said) {
    const text = `"${said}": there are no telephones at "ports: fxo"`;
    return [{ path: [...at, said], text }];
  }
  if (bank.ringing.cadence === undefined) return [];
  const text = '"ringing": "ports: fxo" are rung by the exchange';
  return [{ path: [...at, 'ringing'], text, onKey: true }];
}

function checkModules({ ports, gain, tuned }: CardBank, at: Path): Finding[] {
  const wrong = (['receive', 'send'] as const).find((way) => ports === 'fxs' && !FXS_GAINS.includes(gain[way]));
  const findings: Finding[] = [];
  if (wrong !== undefined) {
    const text = `"${wrong}": the module of a telephone can be set to -3.5, 0 or 3.5 dB`;
    findings.push({ path: [...at, 'gain', wrong], text });
  }
  if (tuned && ports === 'fxs')
    findings.push({ path: [...at, 'tuned'], text: '"tuned": only lines to an exchange are tuned ("ports: fxo")' });
  return findings;
}

/** The driver has one for all modules of its cards. */
function checkOpermodes(spans: readonly DahdiSpanConfig[], country: string, list: Path): Finding[] {
  const banks = spans.flatMap((span, index) => (span.kind === 'analog' ? [{ span, index }] : []));
  const modeOf = (span: CardBank) => span.opermode ?? opermodeOf(country);
  const [first, ...others] = banks;
  if (first === undefined) return [];
  return others
    .filter(({ span }) => modeOf(span) !== modeOf(first.span))
    .map(({ span, index }) => ({
      path: [...list, index, 'opermode'],
      text: `"opermode": span ${span.name} has ${modeOf(span)} and span ${first.span.name} has ${modeOf(first.span)}, and the driver takes one for all of its cards`,
    }));
}

/** The polarity of a line says one thing. */
function checkReversals({ boards, stations }: Config): Finding[] {
  const reversing = boards.flatMap(({ spans }) =>
    spans.flatMap((span) => (span.kind === 'analog' && span.answerReversal ? [span.name] : [])),
  );
  return stations.flatMap(({ number, span, waitingLamp }, index) => {
    if (waitingLamp !== 'reversal' || !reversing.includes(span)) return [];
    const text = `"waitingLamp": at station ${number} reversed polarity tells of an answer ("answerReversal" of ${span}): write another lamp`;
    return [{ path: ['stations', index, 'waitingLamp'], text }];
  });
}
