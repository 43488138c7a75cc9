//! Snapshots: a suspended run as bytes, and a run that goes on from them.

use crate::functions::HostFailure;
use crate::future::ExecuteFuture;
use crate::journal::{Input, Start};
use crate::session::{RunMatSession, SessionBuilder, Shared};
use runmat_ignition::Machine;
use runmat_ignition::host::{HostError, OpenMode};
use runmat_ignition::vm::snapshot::open;
use runmat_value::Error;
use runmat_value::snapshot::{Reader, Result, SnapshotError, Writer};

impl Shared {
    /// Everything of the session, with what its run needs beside the machine.
    pub(crate) fn snapshot(&self, engine: &mut Machine) -> Result<Vec<u8>> {
        let Some(tape) = &self.tape else { return self.saved(engine) };
        if tape.is_replay() {
            return Err(SnapshotError::CannotTravel("a replay".into()));
        }
        // What is asked of the host for it is no part of the run.
        tape.paused(|| self.saved(engine))
    }

    fn saved(&self, engine: &mut Machine) -> Result<Vec<u8>> {
        let (file, text) = self.control.program();
        let mut note = Writer::new();
        note.text(&file);
        note.text(&text);
        engine.snapshot(&note.into_bytes())
    }

    /// Does what `checkpoint` asks for. False when nothing is asked.
    pub(crate) fn checkpoint(&self, engine: &mut Machine) -> bool {
        let Some((task, path)) = engine.checkpoint_request() else { return false };
        let answer = match &self.tape {
            Some(tape) if tape.is_replay() => return false,
            Some(tape) => {
                let answer = tape.paused(|| self.made(engine, &path));
                tape.tell(engine, &Input::Checkpoint { task, answer: answer.clone() });
                answer
            }
            None => self.made(engine, &path),
        };
        engine.answer_checkpoint(task, answer.map(|()| false).map_err(Error::from));
        true
    }

    /// Writes a snapshot to a file.
    fn made(&self, engine: &mut Machine, path: &str) -> std::result::Result<(), HostFailure> {
        let written = match self.snapshot(engine) {
            Ok(bytes) => write(engine, path, &bytes).map_err(|e| format!("checkpoint: cannot write '{path}': {e}")),
            Err(e) => Err(format!("checkpoint: {e}")),
        };
        match engine.session.denials.take() {
            Some(denial) => Err(HostFailure::new("RunMat:CapabilityDenied", denial.text)),
            None => written.map_err(|text| HostFailure::new("RunMat:Snapshot", text)),
        }
    }
}

/// Writes a file whole, or leaves what was there.
fn write(engine: &mut Machine, path: &str, bytes: &[u8]) -> std::result::Result<(), HostError> {
    let host = &mut engine.session.host;
    let part = format!("{path}.part");
    let mode = OpenMode { write: true, create: true, truncate: true, ..OpenMode::default() };
    let mut file = host.open(&part, mode)?;
    file.write(bytes)?;
    file.flush()?;
    drop(file);
    host.rename(&part, path)
}

impl RunMatSession {
    /// A session with default settings that goes on from a snapshot; see [`SessionBuilder::resume`].
    ///
    /// # Errors
    /// When the bytes are no snapshot that this engine reads.
    pub fn resume(bytes: &[u8]) -> Result<(RunMatSession, ExecuteFuture)> {
        RunMatSession::builder().resume(bytes)
    }
}

impl SessionBuilder {
    /// A session with these settings that goes on from a snapshot: its workspace, and the run that was under way, which
    /// goes on as the future is polled. The dialect is that of the snapshot; host and capabilities are those given
    /// here, and of two limits the stricter one holds. Functions of the host are to be registered again, before the
    /// first poll. When nothing was under way, the future ends with its first poll.
    ///
    /// # Errors
    /// When the bytes are no snapshot that this engine reads.
    pub fn resume(self, bytes: &[u8]) -> Result<(RunMatSession, ExecuteFuture)> {
        let opened = open(bytes)?;
        let mut r = Reader::new(opened.note);
        let (file, text) = (r.text()?, r.text()?);
        r.end()?;
        let session = self.dialect(opened.dialect).build();
        let run = ExecuteFuture::go_on(session.shared(), file, text, Start::Snapshot(bytes.to_vec()), |engine| {
            engine.restore(&opened)?;
            while let Some((task, _)) = engine.checkpoint_request() {
                engine.answer_checkpoint(task, Ok(true));
            }
            Ok(())
        })?;
        Ok((session, run))
    }
}

impl crate::SessionHandle {
    /// The session as bytes: its workspace, and the run under way, wherever it stands. The run goes on undisturbed.
    /// Waits while a poll is under way.
    ///
    /// # Errors
    /// [`SnapshotError::Busy`] while something is under way that ends by itself: try again after the next poll.
    /// [`SnapshotError::CannotTravel`] when something in the run can't leave its process.
    pub fn snapshot(&self) -> Result<Vec<u8>, SnapshotError> {
        let shared = self.shared();
        let mut engine = shared.engine();
        shared.snapshot(&mut engine)
    }
}
