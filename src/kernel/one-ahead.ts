// SPDX-License-Identifier: GPL-2.0-or-later
// How does one thread read while another writes what it has read? The next piece is asked for before this one is given.

/** The same pieces in the same order; at most one is there that nobody has taken yet. What fails is told in its turn. */
export async function* oneAhead<Piece>(pieces: AsyncGenerator<Piece>): AsyncGenerator<Piece> {
  try {
    for (let next = asked(pieces); ; ) {
      const { value, done } = await next;
      if (done === true) return;
      next = asked(pieces);
      yield value;
    }
  } finally {
    await pieces.return(undefined);
  }
}

function asked<Piece>(pieces: AsyncGenerator<Piece>): Promise<IteratorResult<Piece>> {
  const next = pieces.next();
  next.catch(() => {}); // it is told when somebody waits for it, or nobody wants it any more
  return next;
}
