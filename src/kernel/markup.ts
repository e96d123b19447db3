// SPDX-License-Identifier: GPL-2.0-or-later
// How does a text stand in HTML, XML and SVG? As itself, whatever signs are in it.

/** For the content of an element, and for an attribute in double quotes. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
