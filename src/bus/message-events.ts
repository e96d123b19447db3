// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to messages in boxes? Left, heard, saved, sent on, deleted.

interface MessageFacts {
  readonly message: string;
  readonly box: string;
}

export interface MessageEvents {
  /** Somebody has left a message in a box; `number`: his, in canonical form, not of one who withholds it. Personal. */
  'message.left': MessageFacts & {
    readonly recording: string;
    readonly call: string;
    readonly number: string | null;
    readonly accessNumber: string | null;
    readonly queue?: string | null;
    readonly durationMs: number;
  };
  /** `new`, `heard` or `saved` from now on. */
  'message.changed': MessageFacts & { readonly state: string; readonly agent?: string };
  /** It is in another box, too. `copy`: what it is called there. */
  'message.sentOn': MessageFacts & { readonly to: string; readonly copy: string; readonly agent?: string };
  'message.deleted': MessageFacts & { readonly agent?: string };
  /** A caller came to a box that took no message: `full`, or `noSpace` on the disk. */
  'message.refused': { readonly call: string; readonly box: string; readonly reason: string };
}
