//! What a run prints: kept in order until the host takes it, or captured for `evalc`.

use runmat_value::{Char, Dialect};

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Results.
    Out,
    /// Warnings and errors.
    Err,
}

/// Printed text not yet taken.
#[derive(Debug, Default)]
pub struct Output {
    pending: Vec<(Stream, Vec<u8>)>,
    captures: Vec<Vec<u8>>,
    total: u64,
}

impl Output {
    /// Prints text.
    pub fn print(&mut self, text: &str) {
        self.bytes(Stream::Out, text.as_bytes());
    }

    /// Prints on the error stream.
    pub fn error(&mut self, text: &str) {
        self.bytes(Stream::Err, text.as_bytes());
    }

    /// Prints char elements in the dialect's encoding.
    pub fn chars(&mut self, stream: Stream, chars: &[Char], dialect: Dialect) {
        if dialect.is_octave() || chars.iter().all(|c| c.0 < 0x80) {
            let bytes: Vec<u8> = chars.iter().map(|c| c.0 as u8).collect();
            self.bytes(stream, &bytes);
        } else {
            self.bytes(stream, runmat_value::value::decode_in(chars, dialect).as_bytes());
        }
    }

    /// Prints bytes.
    pub fn bytes(&mut self, stream: Stream, bytes: &[u8]) {
        if let Some(top) = self.captures.last_mut() {
            top.extend_from_slice(bytes);
            return;
        }
        self.total += bytes.len() as u64;
        match self.pending.last_mut() {
            Some((s, buffer)) if *s == stream => buffer.extend_from_slice(bytes),
            _ => self.pending.push((stream, bytes.to_vec())),
        }
    }

    /// Puts a line of the engine's own on the error stream: it is neither captured nor counted.
    pub fn note(&mut self, line: &str) {
        match self.pending.last_mut() {
            Some((Stream::Err, buffer)) => buffer.extend_from_slice(line.as_bytes()),
            _ => self.pending.push((Stream::Err, line.as_bytes().to_vec())),
        }
    }

    /// Takes what is pending, in order.
    pub fn take(&mut self) -> Vec<(Stream, Vec<u8>)> {
        std::mem::take(&mut self.pending)
    }

    /// Bytes pending.
    pub fn pending_len(&self) -> usize {
        self.pending.iter().map(|(_, b)| b.len()).sum()
    }

    /// Text captured so far, the innermost last.
    pub(crate) fn captures(&self) -> &[Vec<u8>] {
        &self.captures
    }

    /// What was printed before counts.
    pub(crate) fn set_total(&mut self, bytes: u64) {
        self.total = bytes;
    }

    /// Bytes printed so far, captured ones not counted.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Begins to capture what is printed.
    pub fn begin_capture(&mut self) {
        self.captures.push(Vec::new());
    }

    /// Ends the innermost capture and returns its text.
    pub fn end_capture(&mut self) -> Vec<u8> {
        self.captures.pop().unwrap_or_default()
    }

    /// Exchanges the captures under way with those of another task.
    pub(crate) fn swap_captures(&mut self, other: &mut Vec<Vec<u8>>) {
        std::mem::swap(&mut self.captures, other);
    }

    /// Ends all captures; their text is dropped.
    pub fn end_captures(&mut self) {
        self.captures.clear();
    }
}
