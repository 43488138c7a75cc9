//! Names of tasks: identity, urgency, stage of life. Plain data, no references to an executor.

use core::fmt;

/// Identity of a task in one executor: a slot and the generation of that slot.
///
/// A slot is used again once its task has ended, with the next generation, so an id kept for too long names no
/// task rather than a wrong one. Ids of different executors are unrelated. The order is by slot, not by age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId {
    slot: u32,
    generation: u32,
}

impl TaskId {
    /// Puts an id together from its parts, for executors and for decoding a saved one.
    pub const fn new(slot: u32, generation: u32) -> Self {
        Self { slot, generation }
    }

    /// Position in the executor's table.
    pub const fn slot(self) -> u32 {
        self.slot
    }

    /// How many tasks have lived in that position before this one.
    pub const fn generation(self) -> u32 {
        self.generation
    }

    /// Both parts in one number, for serialisation and map keys.
    pub const fn to_bits(self) -> u64 {
        (self.generation as u64) << 32 | self.slot as u64
    }

    /// The inverse of [`to_bits`](Self::to_bits).
    pub const fn from_bits(bits: u64) -> Self {
        Self { slot: bits as u32, generation: (bits >> 32) as u32 }
    }
}

impl fmt::Display for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.slot, self.generation)
    }
}
