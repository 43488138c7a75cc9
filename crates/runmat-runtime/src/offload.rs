//! Long computations beside the machine: on a thread of their own, so that the machine can stop, or give up the run,
//! while they are under way.
//!
//! A builtin prepares a [`job`](run) that owns all it needs, and gets back what finishes the call. The machine comes by
//! for a look every few milliseconds. A job that nobody waits for any more ends unheard. Short jobs, and all jobs where
//! the platform has no threads, are done at once.
//!
//! How often the machine looks, and what is charged each time, is decided by the work alone, not by the time it takes:
//! a run of a given amount of fuel stops in the same places everywhere. When the job is done early the remaining looks
//! do not wait; when it takes longer than expected the last look waits for it, or for the run to be cancelled.

use runmat_ignition::StatePart;
use runmat_ignition::vm::snapshot::BAD_STATE;
use runmat_ignition::{CallCx, Outcome, Resume, Then, Values};
use runmat_value::snapshot::SnapshotError;
use runmat_value::{Error, Result, Value};
use std::sync::atomic::Ordering::Relaxed;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// Turns the outcome of a job into the results of the call.
pub type Finish = Box<dyn FnOnce(&mut CallCx<'_>) -> Result<Values> + Send>;

/// From this many multiplications on a job is worth a thread.
const LONG: usize = 1 << 25;
/// How long one look waits.
const LOOK: Duration = Duration::from_millis(4);
/// Multiplications for which there is one look: what a slow machine does in that time.
const SHARE: usize = 1 << 22;
/// Units charged for a look at least: as many as make the machine see what time it is.
const LEAST: usize = 20_001;
/// Room for the recursion of blocked algorithms.
#[cfg(not(target_family = "wasm"))]
const STACK: usize = 16 << 20;

/// A job under way, or done and not yet finished.
struct Job {
    number: u64,
    result: Receiver<Finish>,
    finish: Option<Finish>,
}

/// The jobs of a session, the latest last; those of runs that were given up among them.
#[derive(Default)]
struct Jobs {
    last: u64,
    running: Vec<Job>,
}

/// For snapshots: a job is a thread, which can't travel, but ends.
pub const STATE: StatePart = StatePart {
    name: "jobs",
    save: |s| match s.extensions.get::<Jobs>().running.is_empty() {
        true => Ok(None),
        false => Err(SnapshotError::Busy("a long computation is under way on a thread of its own".into())),
    },
    load: |_, _| Err(BAD_STATE),
};

/// Jobs that are kept in mind: far more than wait at a time.
const KEPT: usize = 64;

/// Whether a job of about `work` multiplications is worth a thread.
pub fn is_long(work: usize) -> bool {
    work >= LONG
}

/// Does a job of about `work` multiplications; about `cost` units are charged for it.
///
/// # Errors
/// Those of the job.
pub fn run(
    cx: &mut CallCx<'_>,
    work: usize,
    cost: usize,
    job: impl FnOnce() -> Finish + Send + 'static,
) -> Result<Outcome> {
    if !is_long(work) {
        cx.charge(cost);
        return job()(cx).map(Outcome::Done);
    }
    let looks = work / SHARE;
    let part = (cost / looks).max(LEAST);
    if let Err(job) = begin(cx, job) {
        cx.charge(looks * part);
        return job()(cx).map(Outcome::Done);
    }
    let job = cx.session.extensions.get::<Jobs>().last;
    Wait { job, looks, part }.look(cx)
}

/// Starts the job, or gives it back.
#[cfg(not(target_family = "wasm"))]
fn begin<J: FnOnce() -> Finish + Send + 'static>(cx: &mut CallCx<'_>, job: J) -> Result<(), J> {
    use std::sync::{Arc, Mutex};
    fn take<J>(job: &Mutex<Option<J>>) -> Option<J> {
        job.lock().ok()?.take()
    }
    let (send, receive) = std::sync::mpsc::channel();
    let shared = Arc::new(Mutex::new(Some(job)));
    let theirs = shared.clone();
    let started = std::thread::Builder::new().name("job".into()).stack_size(STACK).spawn(move || {
        if let Some(job) = take(&theirs) {
            // Nobody may be waiting any more.
            let _ = send.send(job());
        }
    });
    if started.is_err()
        && let Some(job) = take(&shared)
    {
        return Err(job);
    }
    let jobs = cx.session.extensions.get::<Jobs>();
    jobs.last += 1;
    if jobs.running.len() == KEPT {
        jobs.running.remove(0);
    }
    jobs.running.push(Job { number: jobs.last, result: receive, finish: None });
    Ok(())
}

/// Gives the job back: this platform has no threads.
#[cfg(target_family = "wasm")]
fn begin<J: FnOnce() -> Finish + Send + 'static>(_cx: &mut CallCx<'_>, job: J) -> Result<(), J> {
    Err(job)
}

/// A builtin that waits for its job.
struct Wait {
    job: u64,
    /// Looks to come.
    looks: usize,
    /// What each is charged.
    part: usize,
}

impl Wait {
    fn look(self, cx: &mut CallCx<'_>) -> Result<Outcome> {
        let interrupt = cx.meter.interrupt.clone();
        let jobs = cx.session.extensions.get::<Jobs>();
        let Some(at) = jobs.running.iter().position(|j| j.number == self.job) else { return Err(lost()) };
        let last = self.looks == 0;
        while jobs.running[at].finish.is_none() {
            match jobs.running[at].result.recv_timeout(LOOK) {
                Ok(finish) => jobs.running[at].finish = Some(finish),
                Err(RecvTimeoutError::Timeout) if last && !interrupt.load(Relaxed) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    jobs.running.remove(at);
                    return Err(Error::internal("a computation came to nothing"));
                }
            }
        }
        if last && jobs.running[at].finish.is_some() {
            let job = jobs.running.remove(at);
            return job.finish.ok_or_else(lost)?(cx).map(Outcome::Done);
        }
        cx.charge(self.part);
        let state = [self.job as f64, self.looks.saturating_sub(1) as f64, self.part as f64];
        Ok(Outcome::Yield(Then { phase: 0, state: state.map(Value::Num).into() }))
    }
}

/// The `resume` of every builtin that offloads.
///
/// # Errors
/// Those of the job.
pub fn resume(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    let number = |k: usize| r.state.get(k).and_then(Value::as_f64);
    let (Some(job), Some(looks), Some(part)) = (number(0), number(1), number(2)) else { return Err(lost()) };
    Wait { job: job as u64, looks: looks as usize, part: part as usize }.look(cx)
}

fn lost() -> Error {
    Error::internal("a computation was lost")
}

#[cfg(test)]
mod tests {
    use crate::testing::{Bench, close};
    use runmat_value::{Dialect, Value};

    #[test]
    fn long_factorisations_come_in_slices_and_are_the_same() {
        let mut b = Bench::new(Dialect::Octave);
        let n = 330;
        let a = b.one("randn", &[n.into(), n.into()]);
        for name in ["det", "inv", "lu", "qr", "eig", "svd"] {
            let (got, slices) = b.slices(name, std::slice::from_ref(&a), 1, 1000).unwrap();
            let (_, again) = b.slices(name, std::slice::from_ref(&a), 1, 1000).unwrap();
            assert!(slices == again && (slices > 4 || matches!(name, "det" | "lu")), "{name}: {slices}, {again}");
            assert!(close(&got[0], &b.one(name, std::slice::from_ref(&a)), 1e-9), "{name}");
        }
        let rhs = Value::col((0..n).map(|k| k as f64).collect());
        let (x, _) = b.slices("mldivide", &[a.clone(), rhs.clone()], 1, 1000).unwrap();
        assert!(close(&b.one("mtimes", &[a, x[0].clone()]), &rhs, 1e-6));
    }
}
