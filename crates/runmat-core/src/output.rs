//! Where a session's printed text goes.

pub use runmat_ignition::output::Stream;

/// Receives what runs print, in order, each time a run leaves its loop.
pub trait OutputSink: Send {
    /// Takes the next bytes.
    fn write(&mut self, stream: Stream, bytes: &[u8]);
}

impl<F: FnMut(Stream, &[u8]) + Send> OutputSink for F {
    fn write(&mut self, stream: Stream, bytes: &[u8]) {
        self(stream, bytes)
    }
}

/// Text printed by one run of a session that has no sink.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    parts: Vec<(Stream, Vec<u8>)>,
}

impl Printed {
    pub(crate) fn push(&mut self, stream: Stream, bytes: Vec<u8>) {
        match self.parts.last_mut() {
            Some((last, held)) if *last == stream => held.extend_from_slice(&bytes),
            _ => self.parts.push((stream, bytes)),
        }
    }

    /// The parts, in the order in which they were printed.
    pub fn parts(&self) -> &[(Stream, Vec<u8>)] {
        &self.parts
    }

    /// Everything printed on a stream, as text.
    pub fn stream(&self, stream: Stream) -> String {
        let bytes = self.parts.iter().filter(|(s, _)| *s == stream).flat_map(|(_, b)| b.iter().copied());
        String::from_utf8_lossy(&bytes.collect::<Vec<u8>>()).into_owned()
    }

    /// What was printed as results.
    pub fn text(&self) -> String {
        self.stream(Stream::Out)
    }

    /// Whether nothing was printed.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}
