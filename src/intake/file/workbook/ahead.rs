//! A part that is inflated on a thread of its own, ahead of who parses it.
//!
//! What comes in: a stream. What leaves: the same bytes. What it does not know: what they mean.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// How much is read at once, in bytes, and how many such pieces may wait.
const PIECE: usize = 128 << 10;
const WAITING: usize = 8;

/// The bytes of a stream that another thread reads.
pub(super) struct Ahead {
    pieces: Receiver<io::Result<Vec<u8>>>,
    /// Pieces that were read go back to be filled again.
    emptied: SyncSender<Vec<u8>>,
    piece: Vec<u8>,
    taken: usize,
}

/// Reads a stream for the other end.
pub(super) struct Reader {
    full: SyncSender<io::Result<Vec<u8>>>,
    empty: Receiver<Vec<u8>>,
}

/// Two ends, for two threads.
pub(super) fn channel() -> (Reader, Ahead) {
    let (full, pieces) = sync_channel(WAITING);
    let (emptied, empty) = sync_channel(WAITING + 2);
    (Reader { full, empty }, Ahead { pieces, emptied, piece: Vec::new(), taken: 0 })
}

impl Reader {
    /// Reads a stream until its end, its first failure, or until nobody waits any more.
    pub fn read(&self, stream: &mut impl Read) {
        loop {
            let mut piece = self.empty.try_recv().unwrap_or_default();
            piece.clear();
            let read = stream.by_ref().take(PIECE as u64).read_to_end(&mut piece);
            let last = !matches!(read, Ok(count) if count > 0);
            if self.full.send(read.map(|_| piece)).is_err() || last {
                return;
            }
        }
    }
}

impl BufRead for Ahead {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        // The other thread has sent the end, or its failure, before it went.
        if self.taken == self.piece.len()
            && let Ok(next) = self.pieces.recv()
        {
            let emptied = std::mem::replace(&mut self.piece, next?);
            // It makes new ones where it gets none back.
            let _ = self.emptied.try_send(emptied);
            self.taken = 0;
        }
        Ok(self.piece.get(self.taken..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.taken = self.taken.saturating_add(count).min(self.piece.len());
    }
}

impl Read for Ahead {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(mut stream: impl Read + Send) -> (Vec<u8>, io::Result<usize>) {
        let (reader, mut ahead) = channel();
        std::thread::scope(|scope| {
            scope.spawn(move || reader.read(&mut stream));
            let mut bytes = Vec::new();
            let read = ahead.read_to_end(&mut bytes);
            (bytes, read)
        })
    }

    #[test]
    fn bytes_and_failures_come_in_their_order() {
        struct Failing(u32);
        impl Read for Failing {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.0 += 1;
                if self.0 > 3 {
                    return Err(io::Error::new(io::ErrorKind::FileTooLarge, "enough"));
                }
                buffer.fill(self.0 as u8);
                Ok(buffer.len())
            }
        }
        let all: Vec<u8> = (0..3_000_000_u32).map(|number| number as u8).collect();
        assert_eq!(through(all.as_slice()).0, all);
        assert_eq!(through(Failing(0)).1.unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn it_ends_where_nobody_waits() {
        let (reader, ahead) = channel();
        drop(ahead);
        reader.read(&mut io::repeat(1));
    }
}
