// SPDX-License-Identifier: GPL-2.0-or-later
// Amid a walk, does everybody hear those with whom he is said to be, and nobody else? By ear, at the far ends.
import type { StationStatus, StationWord } from '../../src/engine/calling/index.js';
import { type BoxWorld, stationNumber } from './box.js';
import { type Ears, type Heard, whoHears } from './who-hears.js';

/** In these he hears him whom the list names, and is heard by him. */
const TALKS: readonly StationWord[] = ['talking', 'conference'];
/** In these he hears none of the parties. */
const ALONE: readonly StationWord[] = ['idle', 'doNotDisturb', 'held', 'outOfService', 'dialling'];
/** A supervisor may only listen; to who is rung the line tells who calls, and that sounds like a voice. */
const NOT_ASKED: readonly StationWord[] = ['supervising', 'ringing'];
const MOST = 5; // so many can be told apart

/** Telephones outside: the number by which the box knows each, and its channel. */
export type Outsiders = readonly (readonly [number: string, channel: number])[];

/** Listens to all; gives what is not as the box says, nothing when somebody's state changed meanwhile or too many speak. */
export async function heardWrong(
  { world, box }: Pick<BoxWorld, 'world' | 'box'>,
  outsiders: Outsiders,
): Promise<{ readonly wrong: readonly string[]; readonly listened: boolean }> {
  const stations = new Map(world.telephones.map(({ channel }, at) => [stationNumber(at + 1), channel]));
  const ears: Ears = Object.fromEntries([...stations, ...outsiders]);
  if (Object.keys(ears).length > MOST || Object.keys(ears).length < stations.size + outsiders.length)
    return { wrong: [], listened: false };
  const before = pictureOf(box.calling.stations.list());
  const heard = await whoHears(world, ears);
  const list = box.calling.stations.list();
  if (pictureOf(list) !== before) return { wrong: [], listened: false };
  const others = list.filter(({ state }) => NOT_ASKED.includes(state)).map(({ station }) => station);
  return { wrong: [...oneSided(heard, others), ...list.flatMap((one) => amiss(one, heard, list))], listened: true };
}

/** All that decides who hears whom. */
function pictureOf(list: readonly StationStatus[]): string {
  return list
    .map(({ station, state, with: other, holds, call }) => [station, state, other, holds, call].join(' '))
    .join();
}

/** Whoever hears somebody is heard by him. */
function oneSided(heard: Heard, notAsked: readonly string[]): readonly string[] {
  return Object.entries(heard).flatMap(([ear, whom]) =>
    voices(whom)
      .filter((voice) => !notAsked.includes(ear) && !notAsked.includes(voice))
      .filter((voice) => !voices(heard[voice] ?? '').includes(ear))
      .map((voice) => `${ear} hears ${voice}, who does not hear him`),
  );
}

function amiss(
  { station, state, with: other }: StationStatus,
  heard: Heard,
  list: readonly StationStatus[],
): readonly string[] {
  const hears = voices(heard[station] ?? '');
  if (ALONE.includes(state) && hears.length > 0) return [`${station} is ${state}, and hears ${hears.join()}`];
  const named = other === undefined ? undefined : earOf(other, list);
  if (!TALKS.includes(state) || named === undefined || heard[named] === undefined) return [];
  const his = list.find((one) => one.station === named);
  if (his !== undefined && !TALKS.includes(his.state)) return []; // he holds, or asks somebody
  return hears.includes(named) ? [] : [`${station} is ${state} with ${named}, and hears ${hears.join() || 'nobody'}`];
}

/** `agent:1002` is at a station, `number:139...` outside. */
function earOf(name: string, list: readonly StationStatus[]): string | undefined {
  const [kind, value = ''] = name.split(':');
  return kind === 'agent' ? list.find(({ agent }) => agent === value)?.station : value;
}

const voices = (whom: string) => whom.split(' ').filter((voice) => voice !== '' && voice !== 'music');
