//! A machine as bytes, and back: in another process, another host, later.
//!
//! A snapshot holds data only. Code is not in it: it holds the texts that the code was made of, with what they were
//! compiled under, and reading it compiles them again. So whatever bytes come in, the machine runs nothing but code of
//! its own compiler; a frame is a text, a place in it and values. Builtins are named, moments are relative to now.
//!
//! What the bytes are is described by `save.rs`; `load.rs` reads the same in the same order.

mod code;
mod load;
mod save;

use super::Machine;
use crate::context::SessionState;
use runmat_async::PendingInteraction;
use runmat_value::snapshot::{Reader, Result, SnapshotError, Writer};
use runmat_value::{Dialect, Value};

/// The first bytes of a snapshot.
const MAGIC: &[u8; 8] = b"\x93RMSNAP\n";
/// Version of the format.
const FORMAT: u64 = 2;

/// State of a module of the library that a snapshot takes along.
pub struct StatePart {
    /// Its name in snapshots.
    pub name: &'static str,
    /// The state as a value; `None` when there is nothing to remember.
    pub save: fn(&mut SessionState) -> Result<Option<Value>>,
    /// Takes it back.
    pub load: fn(&mut SessionState, &Value) -> Result<()>,
}

/// The error about state that makes no sense.
pub const BAD_STATE: SnapshotError = SnapshotError::Malformed("state that makes no sense");

/// The engine that reads and writes snapshots, by name and version.
fn engine() -> String {
    format!("runmat {}", env!("CARGO_PKG_VERSION"))
}

/// Puts magic, version and checksum before what is to be kept.
fn seal(payload: &[u8]) -> Vec<u8> {
    let mut out = Writer::new();
    out.raw(MAGIC);
    out.number(FORMAT);
    out.text(&engine());
    out.raw(&crc32fast::hash(payload).to_le_bytes());
    out.raw(payload);
    out.into_bytes()
}

/// Makes the checksum of changed bytes fit again: for tests of what comes after it.
#[doc(hidden)]
pub fn reseal(bytes: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Result<Vec<u8>> {
    let mut payload = unseal(bytes)?.to_vec();
    change(&mut payload);
    Ok(seal(&payload))
}

/// A snapshot whose checksum fits.
pub struct Opened<'a> {
    /// What the host has added.
    pub note: &'a [u8],
    /// The dialect of the session.
    pub dialect: Dialect,
    machine: &'a [u8],
}

/// Looks at a snapshot.
///
/// # Errors
/// When the bytes are no snapshot, or not one that this engine reads.
pub fn open(bytes: &[u8]) -> Result<Opened<'_>> {
    let mut r = Reader::new(unseal(bytes)?);
    let dialect = if r.flag()? { Dialect::Octave } else { Dialect::Matlab };
    let note = r.blob()?;
    Ok(Opened { note, dialect, machine: r.raw(r.left())? })
}

/// The contents of a sealed snapshot.
fn unseal(bytes: &[u8]) -> Result<&[u8]> {
    let mut r = Reader::new(bytes);
    if r.raw(MAGIC.len()) != Ok(MAGIC) {
        return Err(SnapshotError::NotASnapshot);
    }
    let (format, found) = (r.number()?, r.text()?);
    if format != FORMAT || found != engine() {
        let found = format!("{found} (format {format})");
        return Err(SnapshotError::Version { found, expected: format!("{} (format {FORMAT})", engine()) });
    }
    let sum = r.raw(4)?;
    let payload = r.raw(r.left())?;
    if crc32fast::hash(payload).to_le_bytes() != sum {
        return Err(SnapshotError::Damaged);
    }
    Ok(payload)
}

impl Machine {
    /// Everything: the workspace, the functions in use, and the run where it stands, with a note of the host. The machine
    /// goes on as if nothing had happened.
    ///
    /// # Errors
    /// [`SnapshotError::CannotTravel`] and [`SnapshotError::Busy`], by name.
    pub fn snapshot(&mut self, note: &[u8]) -> Result<Vec<u8>> {
        let mut out = Writer::new();
        out.flag(self.session.dialect.is_octave());
        out.blob(note);
        out.raw(&save::save(self)?);
        Ok(seal(&out.into_bytes()))
    }

    /// Becomes what the snapshot says. The machine must be new: its host, its library and its limits stay, and of two
    /// limits the stricter one holds.
    ///
    /// # Errors
    /// Says what is wrong with the bytes. The machine is of no use then.
    pub fn restore(&mut self, snapshot: &Opened<'_>) -> Result<()> {
        if snapshot.dialect != self.session.dialect {
            return Err(SnapshotError::Malformed("it speaks the other dialect"));
        }
        load::load(self, snapshot.machine)
    }

    /// A task that asks for a snapshot in a file: its number, and the path.
    pub fn checkpoint_request(&self) -> Option<(u64, String)> {
        self.core.tasks.requests.iter().find_map(|(task, request)| match request {
            PendingInteraction::Checkpoint { path } => Some((*task, path.clone())),
            _ => None,
        })
    }

    /// Answers it: `true` in a run that goes on from the snapshot, `false` in the one that has made it.
    pub fn answer_checkpoint(&mut self, task: u64, answer: runmat_value::Result<bool>) {
        let tasks = &mut self.core.tasks;
        let is_it = |r: &(u64, PendingInteraction)| r.0 == task && matches!(r.1, PendingInteraction::Checkpoint { .. });
        if let Some(k) = tasks.requests.iter().position(is_it) {
            tasks.requests.remove(k);
            tasks.wake(task, answer.map(|resumed| crate::builtin::one(Value::Bool(resumed))));
        }
    }
}
