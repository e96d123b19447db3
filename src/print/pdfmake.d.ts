// SPDX-License-Identifier: GPL-2.0-or-later
// What we use of pdfmake, which brings no types.

declare module 'pdfmake' {
  export function setUrlAccessPolicy(allows: (url: string) => boolean): void;
  export function setLocalAccessPolicy(allows: (path: string) => boolean): void;
  export function setFonts(fonts: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>): void;
  export function createPdf(definition: object): {
    getStream(): Promise<AsyncIterable<Uint8Array> & { end(): void }>;
  };
}
