// SPDX-License-Identifier: GPL-2.0-or-later
// Is this conversation recorded? What the file says about the box, the access number, the queue and the agent.

/** The switches that concern a conversation; nothing: no word on it. */
export interface RecordingSwitches {
  readonly enabled: boolean;
  readonly accessNumber?: boolean | undefined;
  readonly queue?: boolean | undefined;
  readonly agent?: boolean | undefined;
}

/** An agent who is not recorded never is; else the access number decides, else the queue; the box is above all. */
export function isRecorded({ enabled, accessNumber, queue, agent }: RecordingSwitches): boolean {
  return enabled && agent !== false && (accessNumber ?? queue ?? true);
}
