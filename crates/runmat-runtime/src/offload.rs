//! Long computations beside the machine: on a thread of their own, so that the machine can stop, or give up the run,
//! while they are under way.
//!
//! A builtin prepares a [`job`](run) that owns all it needs, and gets back what finishes the call. The machine comes by
//! for a look every few milliseconds. A job that nobody waits for any more ends unheard. Short jobs, and all jobs where
//! the platform has no threads, are done at once. What is charged depends on the work alone, not on the time it took.

use runmat_ignition::{CallCx, Outcome, Resume, Then, Values};
use runmat_value::{Error, Result, Value};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// Turns the outcome of a job into the results of the call.
pub type Finish = Box<dyn FnOnce(&mut CallCx<'_>) -> Result<Values> + Send>;

/// From this many multiplications on a job is worth a thread.
const LONG: usize = 1 << 25;
/// How long one look waits.
const LOOK: Duration = Duration::from_millis(4);
/// Room for the recursion of blocked algorithms.
#[cfg(not(target_family = "wasm"))]
const STACK: usize = 16 << 20;

/// The jobs under way in a session, the latest last; those of runs that were given up among them.
#[derive(Default)]
struct Jobs {
    last: u64,
    running: Vec<(u64, Receiver<Finish>)>,
}

/// Jobs that are kept in mind: far more than wait at a time.
const KEPT: usize = 64;

/// Whether a job of about `work` multiplications is worth a thread.
pub fn is_long(work: usize) -> bool {
    work >= LONG
}

/// Does a job of about `work` multiplications; `cost` units are charged for it.
///
/// # Errors
/// Those of the job.
pub fn run(
    cx: &mut CallCx<'_>,
    work: usize,
    cost: usize,
    job: impl FnOnce() -> Finish + Send + 'static,
) -> Result<Outcome> {
    let job = if is_long(work) { begin(cx, job).err() } else { Some(job) };
    match job {
        Some(job) => {
            cx.charge(cost);
            job()(cx).map(Outcome::Done)
        }
        None => {
            let job = cx.session.extensions.get::<Jobs>().last;
            look(cx, job, cost)
        }
    }
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
    jobs.running.push((jobs.last, receive));
    Ok(())
}

/// Gives the job back: this platform has no threads.
#[cfg(target_family = "wasm")]
fn begin<J: FnOnce() -> Finish + Send + 'static>(_cx: &mut CallCx<'_>, job: J) -> Result<(), J> {
    Err(job)
}

/// Waits a little for a job; `left` units are still to be charged.
fn look(cx: &mut CallCx<'_>, job: u64, left: usize) -> Result<Outcome> {
    let jobs = cx.session.extensions.get::<Jobs>();
    let Some(at) = jobs.running.iter().position(|j| j.0 == job) else { return Err(lost()) };
    match jobs.running[at].1.recv_timeout(LOOK) {
        Ok(finish) => {
            jobs.running.remove(at);
            cx.charge(left);
            finish(cx).map(Outcome::Done)
        }
        Err(RecvTimeoutError::Timeout) => {
            // Enough that the machine looks at the clock.
            let part = cx.meter.budget.max(0) as usize + 1;
            cx.charge(part);
            let state = vec![Value::Num(job as f64), Value::Num(left.saturating_sub(part) as f64)];
            Ok(Outcome::Yield(Then { phase: 0, state }))
        }
        Err(RecvTimeoutError::Disconnected) => {
            jobs.running.remove(at);
            Err(Error::internal("a computation came to nothing"))
        }
    }
}

/// The `resume` of every builtin that offloads.
///
/// # Errors
/// Those of the job.
pub fn resume(cx: &mut CallCx<'_>, r: Resume) -> Result<Outcome> {
    let number = |k: usize| r.state.get(k).and_then(Value::as_f64);
    let (Some(job), Some(left)) = (number(0), number(1)) else { return Err(lost()) };
    look(cx, job as u64, left as usize)
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
            let (got, _) = b.slices(name, std::slice::from_ref(&a), 1, 1000).unwrap();
            assert!(close(&got[0], &b.one(name, std::slice::from_ref(&a)), 1e-9), "{name}");
        }
        let rhs = Value::col((0..n).map(|k| k as f64).collect());
        let (x, _) = b.slices("mldivide", &[a.clone(), rhs.clone()], 1, 1000).unwrap();
        assert!(close(&b.one("mtimes", &[a, x[0].clone()]), &rhs, 1e-6));
    }
}
