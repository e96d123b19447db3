// SPDX-License-Identifier: GPL-2.0-or-later
// Can what calls need be had of anybody, and does what is given up come in order and in time?

import { MOST_PROFILES } from './needs-schema.js';
import type { Finding, Path } from './problems.js';
import { duplicates, unknownName } from './references.js';
import type { Config } from './schema.js';

/** What needs, or gives up, as it stands at a queue, an access number, a step of a flow, a profile or a language. */
interface Asking {
  readonly at: Path;
  readonly needs?: string | readonly { readonly skill: string }[];
  readonly relax?: Config['queues'][number]['relax'];
  /** Then a call has left its queue. */
  readonly maxWait?: number;
}

/** Skills that nobody has, profiles and queues that there are not, steps out of order or that never come. */
export function checkNeeds(config: Config): Finding[] {
  const profiles = Object.keys(config.profiles);
  const skills = [...new Set(config.agents.flatMap((agent) => Object.keys(agent.skills ?? {})))];
  const queues = config.queues.map(({ name }) => name);
  const tooMany = `"profiles": there are ${profiles.length}: at most ${MOST_PROFILES} are possible`;
  return [
    ...(profiles.length > MOST_PROFILES ? [{ path: ['profiles'], text: tooMany }] : []),
    ...asking(config).flatMap(({ at, needs, relax = [], maxWait }) => [
      ...(typeof needs === 'string' ? unknownName(needs, 'profile', profiles, [...at, 'needs']) : []),
      ...(typeof needs === 'object' ? nobodys(needs, skills, [...at, 'needs']) : []),
      ...relax.flatMap(({ also }, index) =>
        also === undefined ? [] : unknownName(also, 'queue', queues, [...at, 'relax', index, 'also']),
      ),
      ...steps(relax, [...at, 'relax'], maxWait),
    ]),
    ...chosen(config),
  ];
}

/** Two profiles of one digit or name, and agents that there are not. */
function chosen({ agents, skillProfiles }: Config): Finding[] {
  const known = agents.map(({ id }) => id);
  return [
    ...duplicates(skillProfiles, ['skillProfiles'], 'name'),
    ...duplicates(skillProfiles, ['skillProfiles'], 'digit'),
    ...skillProfiles.flatMap(({ agents: his = [] }, index) =>
      his.flatMap((agent, place) => unknownName(agent, 'agent', known, ['skillProfiles', index, 'agents', place])),
    ),
  ];
}

function asking({ queues, accessNumbers, profiles, flows, languageNeeds }: Config): Asking[] {
  const waitIn = (name: string | undefined) => {
    const maxWait = queues.find((queue) => queue.name === name)?.maxWait;
    return maxWait === undefined ? {} : { maxWait };
  };
  return [
    ...queues.map((queue, index) => ({ at: ['queues', index], ...queue })),
    ...accessNumbers.map(({ queue, ...entry }, index) => ({
      at: ['accessNumbers', index],
      ...entry,
      ...waitIn(queue),
    })),
    ...Object.entries(profiles).map(([name, profile]) => ({ at: ['profiles', name], ...profile })),
    ...Object.entries(flows).flatMap(([flow, { steps }]) =>
      Object.entries(steps).flatMap(([step, its]) =>
        its.kind === 'queue' ? [{ at: ['flows', flow, 'steps', step], ...its, ...waitIn(its.queue) }] : [],
      ),
    ),
    ...Object.entries(languageNeeds).map(([language, needs]) => ({ at: ['languageNeeds', language], needs })),
  ];
}

function nobodys(needs: readonly { readonly skill: string }[], skills: readonly string[], at: Path): Finding[] {
  return needs.flatMap(({ skill }, index) => {
    if (needs.findIndex((other) => other.skill === skill) < index)
      return [
        { path: [...at, index, 'skill'], text: `"skill": ${skill} is needed twice: write it once, with its level` },
      ];
    if (skills.includes(skill)) return [];
    const text = `"skill": no agent has ${skill}: write it in the "skills" of those who can`;
    return [{ path: [...at, index, 'skill'], text }];
  });
}

function steps(relax: NonNullable<Asking['relax']>, at: Path, maxWait: number | undefined): Finding[] {
  return relax.flatMap(({ after, ...step }, index) => {
    const { to } = step;
    const path = [...at, index, 'after'];
    if (Object.keys(step).length === 0) {
      const text = 'a step says what is given up: write one of level, drop, also, penalty, anybody, to';
      return [{ path: [...at, index], text }];
    }
    const before = relax[index - 1];
    if (before !== undefined && before.after > after)
      return [{ path, text: '"after": comes before the step above it: write the steps in the order of their times' }];
    if (to !== undefined && index < relax.length - 1)
      return [{ path: [...at, index, 'to'], text: '"to": the call is gone then: make it the last step' }];
    if (maxWait === undefined || after <= maxWait) return [];
    return [{ path, text: `"after": never comes: calls have left the queue by then (maxWait is ${maxWait / 1000} s)` }];
  });
}
