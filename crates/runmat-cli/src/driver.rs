//! Drives one run on this thread, answering what it asks, and tells how it ended.

use crate::journal::Recording;
use crate::terminal::Terminal;
use crate::{DEPARTED, FAILED};
use runmat_core::{
    ExecuteFuture, ExecutionResult, FailureKind, InputError, PendingInteraction, RunMatError, RunMatSession, RunStats,
    SessionHandle,
};
use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// Exit status after an interrupt, as shells have it.
const INTERRUPTED: i32 = 130;

/// Polls the run to its end. `ask` answers its questions; output is flushed whenever it waits.
pub(crate) fn drive(
    session: &RunMatSession,
    terminal: &Arc<Terminal>,
    run: ExecuteFuture,
    mut ask: impl FnMut(&PendingInteraction) -> Result<String, InputError>,
) -> Result<ExecutionResult, RunMatError> {
    let handle = session.handle();
    let mut run = std::pin::pin!(run);
    let answered = poll_fn(|cx| {
        let polled = run.as_mut().poll(cx);
        if polled.is_pending() && handle.is_suspended() {
            terminal.flush();
            if let Some(request) = handle.pending_request() {
                handle.respond(ask(&request));
            }
        }
        polled
    });
    session.block_on(answered)
}

/// Saves the run in a file and ends the process.
pub(crate) fn suspend(handle: &SessionHandle, terminal: &Terminal, path: &str) -> ! {
    let saved = handle.snapshot().map_err(|e| e.to_string());
    let status = match saved.and_then(|bytes| std::fs::write(path, bytes).map_err(|e| format!("{path}: {e}"))) {
        Ok(()) => crate::SUSPENDED,
        Err(e) => {
            terminal.report(&format!("runmat: {e}\n"), true);
            FAILED
        }
    };
    terminal.flush();
    std::process::exit(status as i32)
}

/// Reports a failure on the error stream; the exit status.
pub(crate) fn conclude(terminal: &Terminal, result: &Result<ExecutionResult, RunMatError>) -> i32 {
    match result {
        Ok(done) => done.exit_status.unwrap_or(0),
        Err(e) => {
            terminal.report(&e.report(), true);
            match e.kind {
                FailureKind::Cancelled => INTERRUPTED,
                FailureKind::Departed => DEPARTED.into(),
                _ => FAILED.into(),
            }
        }
    }
}

/// Has Ctrl-C cancel the run under way. A second one, or one while nothing runs or a line is read, ends the process.
pub(crate) fn cancel_on_interrupt(handle: &SessionHandle, terminal: &Arc<Terminal>, recording: Option<Arc<Recording>>) {
    let (handle, terminal) = (handle.clone(), terminal.clone());
    let impatient = std::sync::atomic::AtomicBool::new(false);
    // Without a handler an interrupt ends the process, which is what it should do then.
    let _ = ctrlc::set_handler(move || {
        let cancelled = !terminal.asking.load(Relaxed) && handle.cancel();
        if !cancelled || impatient.swap(true, Relaxed) {
            if let Some(recording) = &recording {
                recording.save(&terminal);
            }
            terminal.flush();
            std::process::exit(INTERRUPTED);
        }
    });
}

/// The line that `--stats` prints.
pub(crate) fn statistics(s: &RunStats) -> String {
    let process = peak_of_process().map_or(String::new(), |kb| format!(", process {:.1} MB", kb as f64 / 1024.0));
    format!(
        "fuel {}, time {:.6} s, polls {} (longest {:.3} ms), peak memory: values {:.1} MB{process}\n",
        s.fuel,
        s.elapsed.as_secs_f64(),
        s.polls,
        s.longest_poll.as_secs_f64() * 1e3,
        s.peak_memory as f64 / (1 << 20) as f64,
    )
}

/// Peak resident memory in kilobytes.
fn peak_of_process() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
