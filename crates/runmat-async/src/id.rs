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

/// How urgent a task is. Later levels go first, but waiting makes up for urgency, so none starves another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Priority {
    /// When there is nothing else to do.
    Idle,
    /// Below the usual.
    Low,
    /// The usual.
    #[default]
    Normal,
    /// Above the usual.
    High,
    /// As soon as possible: prompts, callbacks.
    Urgent,
}

impl Priority {
    /// All levels, the least urgent first.
    pub const ALL: [Self; 5] = [Self::Idle, Self::Low, Self::Normal, Self::High, Self::Urgent];

    /// Position in [`ALL`](Self::ALL).
    pub const fn level(self) -> usize {
        self as usize
    }
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskState {
    /// It can go on and waits for its turn.
    Ready,
    /// It is being polled.
    Running,
    /// It waits to be woken.
    Waiting,
    /// It is over.
    Ended(TaskOutcome),
}

/// How a task ended. What it computed is not known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskOutcome {
    /// It ran to its end.
    Finished,
    /// It was dropped before its end.
    Cancelled,
    /// It panicked.
    Panicked,
}

impl TaskState {
    /// How the task ended, if it has.
    pub const fn outcome(self) -> Option<TaskOutcome> {
        match self {
            Self::Ended(outcome) => Some(outcome),
            Self::Ready | Self::Running | Self::Waiting => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_survive_their_bits() {
        let id = TaskId::new(7, u32::MAX);
        assert_eq!(TaskId::from_bits(id.to_bits()), id);
        assert_eq!(alloc::format!("{}", TaskId::new(3, 2)), "3.2");
    }

    #[test]
    fn levels_are_ordered() {
        assert!(Priority::ALL.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(Priority::ALL.iter().enumerate().all(|(level, priority)| priority.level() == level));
    }
}
