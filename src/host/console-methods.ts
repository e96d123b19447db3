// SPDX-License-Identifier: GPL-2.0-or-later
// What does the web process ask of the box about people? Who they are, whether a password is right; and what of theirs is to be written down.

import { type Access, personOf } from '../access/index.js';
import type { Directory, ListedPerson } from '../api/index.js';
import type { Origin } from '../bus/index.js';
import { type Config, ownPrompts } from '../config/index.js';
import { type Box, numberPlan } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { foldersOf } from '../recording/index.js';
import { reportShopOf } from '../report/index.js';
import type { ControlMethod } from './control-connection.js';
import { optional, text } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

/** The share that the trade aims at, where `watch:` names none: 80/20. */
const USUAL_TARGET = 0.8;
type Needs = Pick<Box, 'access' | 'actingFor' | 'callbacks' | 'clock' | 'note'>;

export function consoleMethods(box: Needs, config: () => Config): Readonly<Record<string, ControlMethod>> {
  const now = () => Math.round(box.clock.now());
  const known = (id: string) => {
    if (personOf(config(), id) === undefined) throw new TelephonyError('NOT_FOUND', `person ${id}`);
    return id;
  };
  const given = async (id: string, password: string | undefined) => {
    const made = await box.access.passwords.set(known(id), password, now());
    box.note('person.passwordChanged', { person: id, given: true });
    return made === undefined ? { id } : { id, password: made };
  };
  return {
    'console.people': () => directoryOf(config(), box),
    'console.signIn': (params) => signIn(box, config(), params),
    'console.signedOut': (params) =>
      asPerson(box, text(params, 'id'), (person) => box.note('console.signedOut', { person })),
    'console.refused': (params) => {
      const refused = { what: text(params, 'what').slice(0, 120), right: text(params, 'right').slice(0, 40) };
      asPerson(box, text(params, 'id'), () => box.note('audit.refused', refused));
    },
    'console.callback': (params) => {
      const by: Origin = { actor: 'program:web', source: 'web' };
      const wish = { number: text(params, 'number'), queue: text(params, 'queue'), promised: 'yes' };
      const [at, note] = [optional(params, 'at'), optional(params, 'note')];
      const [address, page] = [optional(params, 'address') ?? '', optional(params, 'page')];
      return box.callbacks.create({ ...wish, ...(at && { at }), ...(note && { note }) }, by, { address, page });
    },
    'people.ownPassword': async (params) => {
      const id = known(text(params, 'id'));
      const verdict = await box.access.passwords.verify(id, text(params, 'old'), now());
      if (!verdict.granted) throw new TelephonyError('FORBIDDEN', 'the old password is another one');
      await box.access.passwords.set(id, text(params, 'new'), now());
      box.note('person.passwordChanged', { person: id });
      return { id };
    },
    'people.newPassword': (params) => given(text(params, 'id'), undefined),
    'people.password': (params) => given(text(params, 'id'), optional(params, 'password')),
    'people.unlock': async (params) => {
      const id = known(text(params, 'id'));
      const wasLocked = box.access.passwords.lockedUntil(id, now()) !== undefined;
      if (box.access.isAgent(id)) await box.access.unlock(id, now());
      await box.access.passwords.unlock(id, now());
      return { id, wasLocked };
    },
    'audit.note': (params) => {
      const subject = optional(params, 'subject');
      box.note('audit.noted', { what: text(params, 'what'), ...(subject !== undefined && { subject }) });
    },
  };
}

/** What is told is as if he had done it himself. */
function asPerson(box: Needs, person: string, work: (person: string) => void): null {
  box.actingFor({ actor: `person:${person}`, source: 'web' }, () => work(person));
  return null;
}

/** `{ granted, mustChange }`, `{ granted: false, reason, until }`. Whom the file does not have takes as long to refuse. */
async function signIn(box: Needs, config: Config, params: Params): Promise<unknown> {
  const [id, from] = [text(params, 'id'), optional(params, 'from') ?? ''];
  const there = personOf(config, id) !== undefined;
  const verdict = await box.access.passwords.verify(
    there ? id : '',
    text(params, 'password'),
    Math.round(box.clock.now()),
  );
  asPerson(box, id, (person) =>
    verdict.granted
      ? box.note('console.signedIn', { person, from })
      : box.note('console.refused', { person, from, reason: there ? verdict.reason : 'unknown' }),
  );
  return 'until' in verdict ? { ...verdict, until: box.clock.utc(verdict.until) } : verdict;
}

function directoryOf(config: Config, { access, clock }: Pick<Needs, 'access' | 'clock'>): Directory {
  const { accessNumbers, agents, people, queues, recording, watch, zone, language } = config;
  const { channels, slots, rates, sales, customReports } = reportShopOf(config);
  const ids = [...people.map(({ id }) => id), ...agents.map(({ id }) => id)];
  return {
    zone,
    language,
    plan: numberPlan(config),
    people: [...new Set(ids)].flatMap((id) => listed(config, access, clock, id)),
    queues: queues.map(({ name, serviceLevel: within, script }) => ({
      ...{ name, within, target: targetOf(watch, name) },
      ...(script !== undefined && { script }),
    })),
    accessNumbers: accessNumbers.map(({ number, name }) => ({ number, ...(name !== undefined && { name }) })),
    watch,
    reports: { channels, slots, rates, sales, customReports },
    prompts: ownPrompts(config),
    ...foldersOf({ recording }),
  };
}

function targetOf(watch: Config['watch'], queue: string): number {
  const found = watch.find(({ figure, of }) => figure === 'serviceLevel' && (of === undefined || of === queue));
  return typeof found?.below === 'number' ? found.below : USUAL_TARGET;
}

function listed(config: Config, access: Access, clock: Needs['clock'], id: string): readonly ListedPerson[] {
  const person = personOf(config, id);
  if (person === undefined) return [];
  const agent = config.agents.find((entry) => entry.id === id);
  const station = config.stations.find((entry) => entry.agent === id)?.number;
  const locked = access.passwords.lockedUntil(id, clock.now());
  const { name, role, rights, reach } = person;
  return [
    {
      ...{ id, name, role, rights: [...rights], isAgent: agent !== undefined },
      queues: agent?.queues ?? [],
      skills: agent?.skills ?? {},
      ...(reach && { supervises: [...reach.queues], reaches: [...reach.agents] }),
      ...(station !== undefined && { usualStation: station }),
      hasPin: access.hasPin(id),
      hasPassword: access.passwords.has(id),
      ...(locked !== undefined && { lockedUntil: clock.utc(locked) }),
    },
  ];
}
