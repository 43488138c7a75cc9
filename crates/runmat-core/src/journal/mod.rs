//! Journals: all that a session was told from outside, so that its runs can be repeated exactly.
//!
//! A [`Recorder`] listens: to what the host says when it is asked (clocks, chance, files, the environment, the output of
//! processes), and to what comes by itself (answers, results of functions of the host and of the network, fuel,
//! cancellation, variables that are set), with the place in the run where it came. A [`Journal`] plays it again: the same
//! programs print the same bytes, use the same fuel and end in the same way, and nothing outside is asked or changed.
//!
//! ```
//! use runmat_core::{Capabilities, Journal, Recorder, RunMatSession};
//!
//! let recorder = Recorder::new();
//! let session = RunMatSession::builder().capabilities(Capabilities::all()).record(&recorder).build();
//! let program = "x = rand() * input('x = '); t = now(); fprintf('%.16g %.16g', x, t);";
//! let first = session.execute_answering(program, |_question| Ok("21".into()))?;
//! let bytes = recorder.take()?;
//!
//! // Elsewhere, later: nobody answers, and nothing has to be granted.
//! let session = RunMatSession::builder().replay(Journal::open(&bytes)?).build();
//! let again = session.execute_blocking(program)?;
//! assert_eq!((again.printed, again.stats.fuel), (first.printed, first.stats.fuel));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A run that goes another way than the journal's, as with a changed program or another engine, ends with
//! [`FailureKind::Departed`](crate::FailureKind::Departed), and says where.
//!
//! Journals are versioned and checksummed; reading one trusts nothing. Replaying one has no effect on the world outside,
//! whatever is in it; what it may use is limited by the settings of the session that replays it.

mod entry;
mod host;
mod input;
mod runs;
mod settings;
mod tape;
mod words;

pub(crate) use entry::Start;
pub(crate) use host::{Constants, Nowhere, Taped};
pub(crate) use input::{Answered, Failing, Input};
pub(crate) use runs::paced;
pub(crate) use settings::Settings;
pub(crate) use tape::{MaybeTape, Sums, Tape};

use crate::session::Program;
use entry::{Entry, Listener};
use runmat_value::ledger::Ledger;
use runmat_value::snapshot::{Reader, SnapshotError, Writer};
use std::fmt;
use std::sync::Arc;

/// The first bytes of a journal.
const MAGIC: &[u8; 8] = b"\x93RMJRNL\n";
/// Version of the format.
const FORMAT: u64 = 1;

/// Why a journal can't be made or read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum JournalError {
    /// These bytes are no journal.
    NotAJournal,
    /// Another version of the engine has made it.
    Version {
        /// What it says.
        found: String,
        /// What this engine reads.
        expected: String,
    },
    /// A checksum does not fit: bytes are missing or changed.
    Damaged,
    /// The bytes say something impossible.
    Malformed(&'static str),
    /// Something from outside can't be written down, by name.
    CannotRecord(String),
}

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            JournalError::NotAJournal => f.write_str("This is not a journal."),
            JournalError::Version { found, expected } => {
                write!(f, "The journal was made by {found}, and can't be read by {expected}.")
            }
            JournalError::Damaged => f.write_str("The journal is damaged: a checksum does not fit."),
            JournalError::Malformed(what) => write!(f, "The journal is malformed: {what}."),
            JournalError::CannotRecord(what) => write!(f, "The run can't be recorded: {}.", what.trim_end_matches('.')),
        }
    }
}

impl std::error::Error for JournalError {}

impl From<SnapshotError> for JournalError {
    fn from(e: SnapshotError) -> Self {
        match e {
            SnapshotError::Malformed(what) => JournalError::Malformed(what),
            _ => JournalError::Damaged,
        }
    }
}

/// Writes down what a session is told: see [`SessionBuilder::record`](crate::SessionBuilder::record). Copies are the same
/// recorder.
#[derive(Clone)]
pub struct Recorder(Arc<Tape>);

impl Default for Recorder {
    fn default() -> Self {
        Recorder::new()
    }
}

impl Recorder {
    /// For one session.
    pub fn new() -> Self {
        Recorder(Arc::new(Tape::blank()))
    }

    pub(crate) fn tape(&self) -> &Arc<Tape> {
        &self.0
    }

    /// What was written since the last call: these bytes, one after the other, are the journal.
    ///
    /// # Errors
    /// [`JournalError::CannotRecord`] when something came from outside that means nothing elsewhere: an object that is the
    /// same wherever it is.
    pub fn take(&self) -> Result<Vec<u8>, JournalError> {
        self.0.take()
    }
}

/// A journal that was read, to be replayed: see [`SessionBuilder::replay`](crate::SessionBuilder::replay).
pub struct Journal {
    pub(crate) settings: Settings,
    entries: Vec<Entry>,
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Journal").field("entries", &self.entries.len()).finish_non_exhaustive()
    }
}

/// What a recorded run began with.
#[derive(Debug, Clone)]
pub enum Beginning {
    /// A program.
    Program(Program),
    /// A snapshot.
    Snapshot(Vec<u8>),
}

impl Journal {
    /// Reads a journal whole.
    ///
    /// # Errors
    /// When the bytes are no journal that this engine reads.
    pub fn open(bytes: &[u8]) -> Result<Journal, JournalError> {
        let mut r = Reader::new(bytes);
        let (mut listener, mut entries) = (Listener::default(), Vec::new());
        unseal_header(&mut r)?;
        while r.left() > 0 {
            let mut chunk = Reader::new(unseal(&mut r)?);
            while chunk.left() > 0 {
                entries.push(listener.entry(&mut chunk)?);
            }
        }
        let mut entries = entries.into_iter();
        let Some(Entry::Settings(settings)) = entries.next() else {
            return Err(JournalError::Malformed("it does not say how the session was made"));
        };
        let entries: Vec<Entry> = entries.collect();
        Ok(Journal { settings: *settings, entries })
    }

    /// What its runs began with, in their order.
    ///
    /// # Errors
    /// When the arguments of a program make no sense.
    pub fn beginnings(&self) -> Result<Vec<Beginning>, JournalError> {
        let begun = self.entries.iter().filter_map(|e| match e {
            Entry::Begun(b) => Some(&b.start),
            _ => None,
        });
        let read = |start: &Start| match start {
            Start::Program { file, text, args } => {
                let args = input::decode(args, &Ledger::new())?;
                Ok(Beginning::Program(Program { file: file.clone(), text: text.clone(), args }))
            }
            Start::Snapshot(bytes) => Ok(Beginning::Snapshot(bytes.clone())),
        };
        begun.map(read).collect()
    }

    /// The dialect of the session.
    pub fn dialect(&self) -> runmat_value::Dialect {
        self.settings.dialect
    }

    pub(crate) fn into_tape(self) -> (Settings, Arc<Tape>) {
        (self.settings, Arc::new(Tape::written(self.entries)))
    }
}

fn engine() -> String {
    format!("runmat {}", env!("CARGO_PKG_VERSION"))
}

/// What a journal begins with.
fn header() -> Vec<u8> {
    let mut out = Writer::new();
    out.raw(MAGIC);
    out.number(FORMAT);
    out.text(&engine());
    out.into_bytes()
}

fn unseal_header(r: &mut Reader<'_>) -> Result<(), JournalError> {
    if r.raw(MAGIC.len()) != Ok(MAGIC) {
        return Err(JournalError::NotAJournal);
    }
    let (format, found) = (r.number()?, r.text()?);
    if format != FORMAT || found != engine() {
        let found = format!("{found} (format {format})");
        return Err(JournalError::Version { found, expected: format!("{} (format {FORMAT})", engine()) });
    }
    Ok(())
}

/// A piece of a journal: its length, a checksum, the entries.
fn seal(payload: &[u8]) -> Vec<u8> {
    if payload.is_empty() {
        return Vec::new();
    }
    let mut out = Writer::new();
    out.number(payload.len() as u64);
    out.raw(&crc32fast::hash(payload).to_le_bytes());
    out.raw(payload);
    out.into_bytes()
}

fn unseal<'a>(r: &mut Reader<'a>) -> Result<&'a [u8], JournalError> {
    let damaged = |_| JournalError::Damaged;
    let n: usize = r.small().map_err(damaged)?;
    let sum = r.raw(4).map_err(damaged)?;
    let payload = r.raw(n).map_err(damaged)?;
    if crc32fast::hash(payload).to_le_bytes() != sum {
        return Err(JournalError::Damaged);
    }
    Ok(payload)
}

/// Makes the checksums of changed bytes fit again: for tests of what comes after them.
#[doc(hidden)]
pub fn reseal(bytes: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Result<Vec<u8>, JournalError> {
    let mut r = Reader::new(bytes);
    unseal_header(&mut r)?;
    let mut all = Vec::new();
    while r.left() > 0 {
        all.extend_from_slice(unseal(&mut r)?);
    }
    change(&mut all);
    let mut out = header();
    out.extend(seal(&all));
    Ok(out)
}
