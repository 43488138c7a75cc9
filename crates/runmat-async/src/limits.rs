//! What a run may use. The limits are data; those who spend the resource compare and report.

use core::fmt;
use core::time::Duration;

/// Limits of one run. `None` means unlimited, and so is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct RunLimits {
    /// Units of work (see [`Fuel`](crate::Fuel)).
    pub fuel: Option<u64>,
    /// Time from the start of the run to its deadline, suspended or not.
    pub wall_time: Option<Duration>,
    /// Bytes held by values at any moment.
    pub memory_bytes: Option<u64>,
    /// Bytes written as output in total.
    pub output_bytes: Option<u64>,
    /// Nested calls.
    pub call_depth: Option<u32>,
    /// Files open at any moment.
    pub open_files: Option<u32>,
}

impl RunLimits {
    /// No limits.
    pub const NONE: Self = Self {
        fuel: None,
        wall_time: None,
        memory_bytes: None,
        output_bytes: None,
        call_depth: None,
        open_files: None,
    };

    /// The moment when a run that started at `started` is over time.
    pub fn deadline(&self, started: Duration) -> Option<Duration> {
        self.wall_time.map(|allowed| started.saturating_add(allowed))
    }

    /// For each resource the stricter of both limits.
    #[must_use]
    pub fn tightened(self, other: Self) -> Self {
        Self {
            fuel: stricter(self.fuel, other.fuel),
            wall_time: stricter(self.wall_time, other.wall_time),
            memory_bytes: stricter(self.memory_bytes, other.memory_bytes),
            output_bytes: stricter(self.output_bytes, other.output_bytes),
            call_depth: stricter(self.call_depth, other.call_depth),
            open_files: stricter(self.open_files, other.open_files),
        }
    }
}

/// Which limit a run has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// [`RunLimits::fuel`].
    Fuel,
    /// [`RunLimits::wall_time`].
    WallTime,
    /// [`RunLimits::memory_bytes`].
    Memory,
    /// [`RunLimits::output_bytes`].
    Output,
    /// [`RunLimits::call_depth`].
    CallDepth,
    /// [`RunLimits::open_files`].
    OpenFiles,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fuel => "fuel",
            Self::WallTime => "wall time",
            Self::Memory => "memory",
            Self::Output => "output",
            Self::CallDepth => "call depth",
            Self::OpenFiles => "open files",
        })
    }
}

fn stricter<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tightening_never_loosens() {
        let ours = RunLimits { fuel: Some(10), call_depth: Some(5), ..RunLimits::NONE };
        let theirs = RunLimits { fuel: Some(7), wall_time: Some(Duration::from_secs(1)), ..RunLimits::default() };
        let both = ours.tightened(theirs);
        assert_eq!(both, theirs.tightened(ours));
        assert_eq!((both.fuel, both.call_depth, both.open_files), (Some(7), Some(5), None));
        assert_eq!(both.deadline(Duration::from_secs(2)), Some(Duration::from_secs(3)));
    }
}
