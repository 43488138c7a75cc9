//! Values as bytes: what a snapshot of a suspended run is made of.
//!
//! A snapshot holds each heap object once, in a table, however many values share it; everything else refers to it by
//! number. Objects come after those they hold, so reading never waits for anything. What may hold itself (maps, handle
//! objects, shared variables) is entered empty and filled afterwards.
//!
//! Reading trusts nothing: every count is checked against the bytes that are left before memory is taken for it, and
//! every invariant of the values is checked again. Neither side recurses.

mod bytes;
mod decode;
mod encode;
mod packed;

pub use bytes::{Reader, Writer};
pub use decode::{CodeSource, Decoder, read_stack};
pub use encode::{CodeTable, Encoder, write_stack};

use std::fmt;

/// Why a snapshot can't be made or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SnapshotError {
    /// These bytes are no snapshot.
    NotASnapshot,
    /// Another version of the engine has made it.
    Version {
        /// What it says.
        found: String,
        /// What this engine reads.
        expected: String,
    },
    /// The checksum does not fit: bytes are missing or changed.
    Damaged,
    /// The bytes say something impossible.
    Malformed(&'static str),
    /// Something in the run can't leave its process, by name.
    CannotTravel(String),
    /// Something is under way that ends by itself: a snapshot can be made a little later.
    Busy(String),
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SnapshotError::NotASnapshot => f.write_str("This is not a snapshot."),
            SnapshotError::Version { found, expected } => {
                write!(f, "The snapshot was made by {found}, and can't be read by {expected}.")
            }
            SnapshotError::Damaged => f.write_str("The snapshot is damaged: its checksum does not fit."),
            SnapshotError::Malformed(what) => write!(f, "The snapshot is malformed: {what}."),
            SnapshotError::CannotTravel(what) => write!(f, "A snapshot can't take this along: {what}."),
            SnapshotError::Busy(what) => write!(f, "A snapshot can't be made now: {what}."),
        }
    }
}

impl std::error::Error for SnapshotError {}

/// The result of reading or making a snapshot.
pub type Result<T, E = SnapshotError> = std::result::Result<T, E>;

#[cfg(test)]
mod tests;
