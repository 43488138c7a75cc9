//! What a session does with its tape where runs begin and end.

use super::entry::{End, Ended, Start};
use super::input::Input;
use super::tape::Tape;
use crate::error::{FailureKind, RunMatError};
use crate::future::ExecutionResult;
use crate::session::{Shared, steered};
use runmat_async::RunLimits;
use runmat_ignition::{Machine, Slice};
use runmat_value::snapshot::SnapshotError;

/// Slices for a replay: the length is this session's, but the machine looks up where it did then.
fn pace(own: Slice, told: Slice) -> Slice {
    let whole = Slice::default();
    match told.quantum() {
        quantum if quantum == own.quantum() => own,
        quantum if quantum == whole.quantum() => whole,
        _ => told,
    }
}

/// The same for one that comes in.
pub(crate) fn paced(engine: &Machine, input: Input) -> Input {
    match input {
        Input::Slice(told) => Input::Slice(pace(engine.slice, told)),
        other => other,
    }
}

impl Shared {
    /// The tape, when it is being replayed.
    pub(crate) fn replay(&self) -> Option<&Tape> {
        self.tape.as_deref().filter(|t| t.is_replay())
    }

    /// Has the tape note what begins, or say under which limits it did, and from which file.
    pub(crate) fn begin_on_tape(
        &self,
        engine: &mut Machine,
        start: Result<Start, SnapshotError>,
    ) -> Result<(RunLimits, Option<String>), RunMatError> {
        let limits = self.limits();
        let Some(tape) = &self.tape else { return Ok((limits, None)) };
        while let Some(input) = tape.told_before(&engine.session.ledger) {
            let input = paced(engine, input);
            steered(engine, input);
        }
        let start = match start {
            Ok(start) => start,
            Err(e) => {
                tape.breaks(e);
                return Ok((limits, None));
            }
        };
        let Some(begun) = tape.begin(start, limits, engine.slice) else {
            return Err(RunMatError::departed(&tape.departure().unwrap_or_default(), None, self.dialect));
        };
        engine.slice = pace(engine.slice, begun.slice);
        engine.stop_at = tape.next_stop();
        let file = match begun.start {
            Start::Program { file, .. } => Some(file),
            Start::Snapshot(_) => None,
        };
        Ok((limits.tightened(begun.limits), file))
    }

    /// Has the tape note how a run has ended. In a replay, the error that it should have ended otherwise.
    pub(crate) fn ended(
        &self,
        work: u64,
        printed: [u32; 2],
        result: Result<ExecutionResult, RunMatError>,
    ) -> Result<ExecutionResult, RunMatError> {
        let Some(tape) = &self.tape else { return result };
        let lost = tape.departure().is_some();
        let end = match &result {
            Ok(r) => r.exit_status.map_or(End::Finished, End::Exited),
            Err(e) if e.kind == FailureKind::Departed => return result,
            Err(e) => End::Failed { identifier: e.identifier.clone(), message: e.message.clone() },
        };
        if !lost && tape.end(&Ended { work, end, printed }) {
            return result;
        }
        match (tape.departure(), &result) {
            // The limits of this session are stricter than those of the other one.
            (Some(_), Err(e)) if !lost && e.kind.is_limit() => result,
            (Some(why), _) => Err(RunMatError::departed(&why, result.err(), self.dialect)),
            (None, _) => result,
        }
    }
}
