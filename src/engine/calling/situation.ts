// SPDX-License-Identifier: GPL-2.0-or-later
// In what is a station, as far as verbs are concerned?

import type { ConsultationState, Situation } from '../../control/index.js';
import type { AgentLines } from '../agents/index.js';
import type { Parts } from './parts.js';

/** Who knows what goes on there. */
export interface SituationSources {
  readonly agentLines: AgentLines;
  readonly parts: Parts;
  /** How a question is that is asked there. */
  readonly asks: (station: string) => ConsultationState['name'] | undefined;
  /** He takes part in an agent's call as a supervisor. */
  readonly supervises: (station: string) => boolean;
  /** Another one calls there while he talks. */
  readonly waits: (station: string) => boolean;
}

export function situationOf(sources: SituationSources, station: string): Situation {
  const line = sources.agentLines.lineAt(station);
  switch (line?.name) {
    case undefined:
      return 'signedOut';
    case 'barred':
      return 'outOfService';
    case 'free':
      return 'free';
    case 'ringing':
      return 'ringing';
    case 'ownUse':
      return 'inUse';
    default:
      return inCall(sources, station);
  }
}

function inCall({ parts, asks, supervises, waits }: SituationSources, station: string): Situation {
  if (supervises(station)) return 'supervising';
  const question = asks(station);
  if (question === 'asking') return 'asking';
  if (question === 'talking') return 'consulting';
  const active = parts.active(station);
  const held = parts.held(station).length > 0;
  if (active === undefined) return held ? 'holding' : 'inUse';
  if (!active.conversation.talked) return 'calling';
  if (active.conversation.parties.length > 2) return 'conference';
  if (waits(station)) return 'callWaiting';
  return held ? 'twoCalls' : 'talking';
}
