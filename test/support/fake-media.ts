// SPDX-License-Identifier: GPL-2.0-or-later
// What did a room ask of the engine? A MediaPort that only writes down the commands, and tells the facts a test gives it.
import { SilentMedia } from '../../src/simulation/index.js';

/** A command as it was given: its name and arguments. */
export type Command = readonly [name: string, ...values: unknown[]];

/** Spans as `{ e1: 'e1', phones: 4 }`: an E1, or so many FXS ports. */
export class FakeMedia extends SilentMedia {
  /** Every command so far, oldest first. */
  readonly commands: Command[] = [];

  /** The values of the commands of one name, oldest first. */
  given(name: string): readonly (readonly unknown[])[] {
    return this.commands.filter(([given]) => given === name).map(([, ...values]) => values);
  }

  /** The id that the last command of that name was given. */
  last(name: string): number {
    const values = this.given(name).at(-1);
    if (values === undefined) throw new Error(`no ${name} was commanded`);
    return values.at(-1) as number;
  }

  protected override note(name: string, ...values: readonly unknown[]): void {
    this.commands.push([name, ...values]);
  }

  protected override begin(name: string, ...values: readonly unknown[]): number {
    const id = super.begin(name, ...values);
    this.commands.push([name, ...values, id]);
    return id;
  }
}
