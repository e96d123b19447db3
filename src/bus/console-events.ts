// SPDX-License-Identifier: GPL-2.0-or-later
// What do people do at the console that changes no call? Who signed in there, what was refused, who heard which recording.

export interface ConsoleEvents {
  /** Somebody signed in at the console, out of it, or could not. `from`: the address, as the web process has it. Personal. */
  'console.signedIn': { readonly person: string; readonly from: string };
  'console.signedOut': { readonly person: string };
  'console.refused': { readonly person: string; readonly from: string; readonly reason: string };
  /** He has another password; `given`: by somebody else. */
  'person.passwordChanged': { readonly person: string; readonly given?: true };
  /** Something that only the web process does: `recording.heard`, `customers.exported`. */
  'audit.noted': { readonly what: string; readonly subject?: string };
  /** Somebody asked for what he has not the right to. */
  'audit.refused': { readonly what: string; readonly right: string };
}
