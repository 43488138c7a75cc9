//! `--record` and `--replay`: what programs are told from outside, kept in a file, and told again.

use crate::options::{Command, Options, most_memory};
use crate::terminal::Terminal;
use crate::{FAILED, USAGE, driver, program_of_file};
use runmat_core::{Beginning, ExecuteFuture, FailureKind, InputError, Journal, Program, Recorder, RunMatSession};
use std::fs::File;
use std::io::Write;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

/// A journal that is written while programs run.
pub(crate) struct Recording {
    pub(crate) recorder: Recorder,
    path: String,
    file: Mutex<File>,
}

impl Recording {
    /// To a new file.
    pub(crate) fn to(path: &str) -> Result<Self, String> {
        let file = File::create(path).map_err(|e| format!("{path}: {e}"))?;
        Ok(Recording { recorder: Recorder::new(), path: path.into(), file: Mutex::new(file) })
    }

    /// Writes what has come in since the last time; whether that could be done.
    pub(crate) fn save(&self, terminal: &Terminal) -> bool {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = self.recorder.take().map_err(|e| e.to_string());
        let written = bytes.and_then(|b| file.write_all(&b).map_err(|e| e.to_string()));
        if let Err(e) = &written {
            terminal.report(&format!("runmat: {}: {e}\n", self.path), true);
        }
        written.is_ok()
    }
}

/// Repeats the runs of a journal. A program on the command line must be the one that was recorded.
pub(crate) fn replay(options: &Options, path: &str) -> ExitCode {
    match begin(options, path) {
        Ok((session, terminal, runs)) => repeat(options, &session, &terminal, runs),
        Err(e) => {
            eprintln!("runmat: {e}");
            ExitCode::from(USAGE)
        }
    }
}

/// A run that is still to begin.
type Start = Box<dyn FnOnce(&RunMatSession) -> ExecuteFuture>;

fn begin(options: &Options, path: &str) -> Result<(RunMatSession, Arc<Terminal>, Vec<Start>), String> {
    let wrong = |e: &dyn std::fmt::Display| format!("{path}: {e}");
    let bytes = std::fs::read(path).map_err(|e| wrong(&e))?;
    let journal = Journal::open(&bytes).map_err(|e| wrong(&e))?;
    let mut beginnings = journal.beginnings().map_err(|e| wrong(&e))?.into_iter();
    let dialect = journal.dialect();
    let given = match &options.command {
        Command::File { path, args } => Some(program_of_file(path, args, dialect)?),
        Command::Code { text, .. } => Some(Program::text(text)),
        _ => None,
    };
    let terminal = Arc::new(Terminal::new());
    let sink = terminal.clone();
    let builder = RunMatSession::builder()
        .limits(options.limits)
        .output(move |stream, bytes: &[u8]| sink.write(stream, bytes))
        .replay(journal);
    let builder = match most_memory() {
        Some(room) => builder.room(room),
        None => builder,
    };
    let start = |program: Program| -> Start { Box::new(|session| session.execute_async(program)) };
    let (session, first) = match (beginnings.next(), given) {
        (Some(Beginning::Snapshot(bytes)), None) => {
            let (session, run) = builder.resume(&bytes).map_err(|e| wrong(&e))?;
            (session, Some(Box::new(|_: &RunMatSession| run) as Start))
        }
        (Some(Beginning::Program(p)), given) => (builder.build(), Some(start(given.unwrap_or(p)))),
        (_, given) => (builder.build(), given.map(start)),
    };
    let others = beginnings.filter_map(|b| match b {
        Beginning::Program(p) => Some(start(p)),
        Beginning::Snapshot(_) => None,
    });
    Ok((session, terminal, first.into_iter().chain(others).collect()))
}

fn repeat(options: &Options, session: &RunMatSession, terminal: &Arc<Terminal>, runs: Vec<Start>) -> ExitCode {
    let handle = session.handle();
    driver::cancel_on_interrupt(&handle, terminal, None);
    let alone = runs.len() == 1;
    let mut status = 0;
    for start in runs {
        // Questions are shown as they were; the answers are in the journal.
        let result = driver::drive(session, terminal, start(session), |request| {
            terminal.show(request);
            Err(InputError::Abandoned)
        });
        status = driver::conclude(terminal, &result);
        if options.stats {
            terminal.report(&driver::statistics(&handle.stats()), false);
        }
        let exits = result.as_ref().is_ok_and(|r| r.exit_status.is_some());
        let stops = result.is_err_and(|e| matches!(e.kind, FailureKind::Departed | FailureKind::Cancelled));
        if exits || stops {
            break;
        }
        // A prompt goes on after a failure, and ends well.
        status = if alone { status } else { 0 };
    }
    terminal.flush();
    std::process::exit(status)
}

/// The exit status of a run whose journal could not be written, unless it has failed anyway.
pub(crate) fn status_of(status: i32, saved: bool) -> i32 {
    if status == 0 && !saved { FAILED.into() } else { status }
}
