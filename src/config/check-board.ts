// SPDX-License-Identifier: GPL-2.0-or-later
// Can the board be as the file says? Each channel, port, socket and number in one place.

import { rangesOf } from '../kernel/index.js';
import type { Surroundings } from './check.js';
import type { Finding, Path } from './problems.js';
import { duplicates, unknownName } from './references.js';
import { channelCount, isTrunk, spansOf } from './resolve.js';
import type { BoardConfig, Config, DahdiSpanConfig, SpanConfig } from './schema.js';

type DahdiBoard = Extract<BoardConfig, { type: 'dahdi' }>;

const E1_BEARERS = 30;
const LONGEST_SOCKET = 90; // bytes of the whole path; the system takes 107, and each span has two sockets with endings

/** What contradicts itself in board, trunk groups and stations. */
export function checkBoard(config: Config, { whole = (path) => path }: Pick<Surroundings, 'whole'> = {}): Finding[] {
  const channels = new Places();
  const sockets = new Places();
  return [
    ...checkBoards(config),
    ...checkNames(config),
    ...config.boards.flatMap((board, index) => {
      const at: Path = [...placeOf(config, index), 'spans'];
      if (board.type === 'dahdi') return checkChannels(board, at, channels);
      return checkCarriers(board, at, sockets, whole);
    }),
    ...checkTrunkGroups(config),
    ...checkStations(config),
  ];
}

/** Tells of everything that comes a second time. */
class Places {
  readonly #first = new Map<string | number, string>();

  claim(thing: string | number, place: string, what: string, path: Path): Finding[] {
    const before = this.#first.get(thing);
    this.#first.set(thing, before ?? place);
    return before === undefined ? [] : [{ path, text: `${what} is in ${before} already: it can be in one place only` }];
  }
}

/** Where a board stands in the file. */
function placeOf({ board }: Config, index: number): Path {
  return board ? ['board'] : ['boards', index];
}

function checkBoards({ board, boards }: Config): Finding[] {
  if (boards.length === 0) {
    return [
      { path: ['board'], text: '"board" is missing: write "board:" with "type: dahdi" for a card or "type: virtual"' },
    ];
  }
  const both = board !== undefined && boards[0] !== board;
  return both
    ? [{ path: ['boards'], text: '"board" and "boards" say the same thing: keep one of them', onKey: true }]
    : [];
}

/** Names of spans are unique over all boards. */
function checkNames(config: Config): Finding[] {
  const places = new Places();
  return config.boards.flatMap(({ spans }, index) =>
    spans.flatMap(({ name }, place) =>
      places.claim(name, 'another span', `name ${name}`, [...placeOf(config, index), 'spans', place, 'name']),
    ),
  );
}

function checkChannels({ spans }: DahdiBoard, list: Path, places: Places): Finding[] {
  return spans.flatMap((span, index) => {
    const at: Path = [...list, index];
    const claim = (channel: number, key: string) =>
      places.claim(channel, `span ${span.name}`, `channel ${channel}`, [...at, key]);
    const findings = [...span.channels.flatMap((channel) => claim(channel, 'channels')), ...checkExceptions(span, at)];
    if (span.kind !== 'e1') return findings;

    findings.push(...claim(span.dChannel, 'dChannel'));
    if (span.channels.length > E1_BEARERS) {
      const text = `an E1 has ${E1_BEARERS} B-channels at most, these are ${span.channels.length}: leave out the D-channel`;
      findings.push({ path: [...at, 'channels'], text });
    }
    return findings;
  });
}

/** An exception is of a channel that the span has, and of one that no other exception is of. */
function checkExceptions({ name, channels, exceptions }: DahdiSpanConfig, at: Path): Finding[] {
  const places = new Places();
  return exceptions.flatMap((exception, index) => {
    const path: Path = [...at, 'exceptions', index, 'channels'];
    const strangers = exception.channels.filter((channel) => !channels.includes(channel));
    const known = `it is not one of span ${name}, which has ${rangesOf(channels)}`;
    return [
      ...strangers.map((channel) => ({ path, text: `channel ${channel} can be no exception here: ${known}` })),
      ...exception.channels.flatMap((channel) =>
        places.claim(channel, `exception ${index + 1} of span ${name}`, `channel ${channel}`, path),
      ),
    ];
  });
}

function checkCarriers(
  { spans }: Extract<BoardConfig, { type: 'virtual' }>,
  list: Path,
  places: Places,
  whole: (path: string) => string,
): Finding[] {
  const names = spans.map(({ name }) => name);
  return spans.flatMap(({ name, kind, carrier }, index) => {
    const at: Path = [...list, index, 'carrier'];
    if (carrier.type !== 'loop') {
      const found = places.claim(carrier.path, `span ${name}`, `socket ${carrier.path}`, [...at, 'path']);
      const bytes = Buffer.byteLength(whole(carrier.path));
      if (bytes <= LONGEST_SOCKET) return found;
      const text = `socket ${carrier.path} has ${bytes} bytes with its folders, a socket may have ${LONGEST_SOCKET}: write a short path such as /run/${name}`;
      return [...found, { path: [...at, 'path'], text }];
    }

    const peer = spans.find((span) => span.name === carrier.peer);
    if (!peer) return unknownName(carrier.peer, 'span', names, [...at, 'peer']);
    const mutual =
      peer.name !== name && peer.kind === kind && peer.carrier.type === 'loop' && peer.carrier.peer === name;
    const text = `a loop has two ends of one kind: span ${peer.name} must have "peer: ${name}" and be ${kind}`;
    return mutual ? [] : [{ path: [...at, 'peer'], text }];
  });
}

function checkTrunkGroups(config: Config): Finding[] {
  const { trunkGroups } = config;
  const places = new Places();
  const spans = spansOf(config);
  const names = spans.filter(isTrunk).map(({ name }) => name);
  return [
    ...duplicates(trunkGroups, ['trunkGroups'], 'name'),
    ...trunkGroups.flatMap((group, index) =>
      group.spans.flatMap((name, place) => {
        const path: Path = ['trunkGroups', index, 'spans', place];
        const span = spans.find((candidate) => candidate.name === name);
        if (!span || !isTrunk(span)) return unknownName(name, 'span towards the exchange', names, path);
        return slotsOf(span, group.slots).flatMap((slot) =>
          places.claim(`${name}:${slot}`, `trunk group ${group.name}`, `slot ${slot} of span ${name}`, path),
        );
      }),
    ),
  ];
}

function slotsOf(span: SpanConfig, slots: readonly number[] | undefined): readonly number[] {
  if (slots) return slots;
  return Array.from({ length: span.kind === 'e1' ? 31 : channelCount(span) }, (_, index) => index + 1);
}

function checkStations(config: Config): Finding[] {
  const { stations, agents } = config;
  const ports = new Places();
  const seats = new Places();
  const banks = spansOf(config).filter((span) => !isTrunk(span));
  const ids = agents.map(({ id }) => id);
  return [
    ...duplicates(stations, ['stations'], 'number'),
    ...stations.flatMap(({ number, span: name, port, agent }, index) => {
      const at: Path = ['stations', index];
      const span = banks.find((bank) => bank.name === name);
      const known = banks.map((bank) => bank.name);
      if (!span) return unknownName(name, 'station bank', known, [...at, 'span']);

      const findings = ports.claim(`${name}:${port}`, 'another station', `port ${port} of ${name}`, [...at, 'port']);
      const count = channelCount(span);
      const text = `"port": ${port} is not on ${name}: it has ports 1 to ${count}`;
      if (port > count) findings.push({ path: [...at, 'port'], text });
      if (agent === undefined) return findings;
      findings.push(...unknownName(agent, 'agent', ids, [...at, 'agent']));
      return [...findings, ...seats.claim(agent, `station ${number}`, `agent ${agent}`, [...at, 'agent'])];
    }),
  ];
}
