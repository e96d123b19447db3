// SPDX-License-Identifier: GPL-2.0-or-later
// What does contract.json say of a command? Its arguments, each with its type, limits and place in the record.

/**
 * How a value is passed and kept. `cpp`: the record's field; `ts`: JavaScript's type; `kind`: how the addon reads it.
 * @typedef {{ cpp: string, ts: string, kind: string, bits?: number, channels?: string }} Type
 * @typedef {{ name: string, field: string, type: Type, spec: Record<string, unknown>, optional: boolean }} Value
 * @typedef {Value & { options?: readonly Value[] }} Argument
 */

const integers = { u8: 'uint8_t', u16: 'uint16_t', i16: 'int16_t', i32: 'int32_t', u32: 'uint32_t' };
const channels = {
  audioChannel: 'Audio',
  bearerChannel: 'Bearer',
  fxsChannel: 'Fxs',
  fxoChannel: 'Fxo',
  analogChannel: 'Analog',
};
const ids = { operation: 'OperationId', call: 'CallHandle' };

/** @param {{ enums: Record<string, unknown>, structs: Record<string, unknown> }} contract */
export function commandsOf(contract) {
  return Object.entries(contract.commands).flatMap(([family, commands]) =>
    Object.entries(commands).map(([name, { doc, id, local, arguments: given }]) => ({
      family,
      name,
      doc,
      id,
      local: local === true,
      arguments: argumentsOf(contract, name, id, given),
    })),
  );
}

function argumentsOf(contract, command, id, given) {
  const all = Object.entries(given).map(([name, spec]) => {
    if (spec.options === undefined) return readValue(contract, command, name, spec);
    const options = Object.entries(spec.options).map(([key, inner]) => readValue(contract, command, key, inner));
    return { name, field: name, spec, optional: spec.required !== true, options };
  });
  return id === undefined ? all : [{ ...readValue(contract, command, id, id), chosen: true }, ...all];
}

function readValue(contract, command, name, given) {
  const spec = typeof given === 'string' ? { type: given } : given;
  const optional = spec.optional === true || 'default' in spec || spec.type === 'digitSet';
  return { name, field: spec.field ?? name, type: typeOf(contract, `${command}.${name}`, spec), spec, optional };
}

/** @returns {Type} */
function typeOf(contract, where, spec) {
  if (spec.reader !== undefined) return { cpp: integers[spec.type] ?? spec.type, ts: spec.script, kind: 'reader' };
  if (spec.struct !== undefined) return { cpp: spec.struct, ts: spec.script, kind: 'struct' };
  if (spec.list !== undefined) {
    const of = contract.structs[spec.list]
      ? { cpp: spec.list, ts: spec.list, kind: 'struct' }
      : typeOf(contract, where, { type: spec.list });
    return { ...of, ts: `readonly ${of.ts}[]`, kind: 'list' };
  }
  const { type } = spec;
  if (integers[type]) return { cpp: integers[type], ts: 'number', kind: 'integer' };
  if (channels[type]) return { cpp: 'ChannelIndex', ts: 'number', kind: 'channel', channels: channels[type] };
  if (ids[type]) return { cpp: ids[type], ts: 'number', kind: 'id' };
  if (type === 'prompt') return { cpp: 'PromptIndex', ts: 'number', kind: 'prompt' };
  if (type === 'f32') return { cpp: 'float', ts: 'number', kind: 'number' };
  if (type === 'bool') return { cpp: 'bool', ts: 'boolean', kind: 'flag' };
  if (type === 'path') return { cpp: 'char*', ts: 'string', kind: 'path' };
  if (type === 'characters') return { cpp: 'char', ts: 'string', kind: 'characters' };
  if (type === 'digitSet') return { cpp: 'uint16_t', ts: 'string', kind: 'digitSet' };
  if (contract.enums[type]) return { cpp: type, ts: type, kind: 'choice' };
  throw new Error(`contract.json: ${where}: unknown type "${type}"`);
}

/** Every value that a command's record keeps, options among them. */
export function valuesOf(command) {
  return command.arguments
    .flatMap((argument) => argument.options ?? [argument])
    .flatMap((value) => {
      const inner = Object.entries(value.spec.inner ?? {});
      return [
        value,
        ...inner.map(([name, spec]) => ({ name, field: spec.field ?? name, type: { cpp: integers[spec.type] }, spec })),
      ];
    });
}

export const pascal = (name) => name[0].toUpperCase() + name.slice(1);
