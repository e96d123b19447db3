// SPDX-License-Identifier: GPL-2.0-or-later
// As which files are sheets written, and how much goes into one?

/** `csv` as any program reads it, `xlsx` for spreadsheets, `pdf` for paper. */
export const FORMATS = ['csv', 'xlsx', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];

/** Media types (IANA). */
export const MEDIA: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

/** Rows of one file. Of paper nobody reads more, and its layout is made in memory. */
export const MOST_ROWS: Readonly<Record<Format, number>> = { csv: Number.POSITIVE_INFINITY, xlsx: 100_000, pdf: 2_000 };
